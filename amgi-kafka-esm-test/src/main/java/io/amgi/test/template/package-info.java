/**
 * Deployment templates, checked against the application that they deploy.
 * {@link io.amgi.test.template.EventSourceMappingTemplates} is where to begin.
 */
@NullMarked
package io.amgi.test.template;

import org.jspecify.annotations.NullMarked;
