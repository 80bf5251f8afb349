package io.amgi.test.template;

import java.util.List;

/**
 * What a template deploys.
 *
 * @param functions its functions, with their Kafka mappings
 * @param unlinked whether there are Kafka mappings whose function is not known
 */
record TemplateContent(List<FunctionResource> functions, boolean unlinked) {

}
