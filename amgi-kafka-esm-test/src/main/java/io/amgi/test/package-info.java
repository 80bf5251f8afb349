/**
 * The test kit: events, a local event source mapping over a real broker, and an emulated
 * Lambda runtime. None of it needs AWS.
 * <p>
 * Where to begin; what else is public, these lead to:
 * <ul>
 * <li>{@link io.amgi.test.KafkaEvents} builds events, of
 * {@link io.amgi.test.KafkaRecordSpec records}.</li>
 * <li>{@link io.amgi.test.AmgiTestClient} sends records to an application and tells what
 * became of them. {@link io.amgi.test.AmgiChannelTest} starts channels alone for it,
 * {@link io.amgi.test.AutoConfigureAmgiTestClient} puts it into a
 * {@code @SpringBootTest}.</li>
 * <li>{@link io.amgi.test.LocalEventSourceMapping} polls topics and invokes a
 * {@link io.amgi.test.LambdaFunction}, by AWS's
 * {@link io.amgi.test.EventSourceMappingSettings settings}. An
 * {@link io.amgi.test.EventSourceMappingListener} is told of everything, such as the
 * {@link io.amgi.test.ConsoleView}. {@link io.amgi.test.OnFailureDocument} is what comes
 * to an on-failure topic, and can be redriven.</li>
 * <li>{@link io.amgi.test.LocalKafka} runs an application that way for development; a
 * {@link io.amgi.test.LocalEventSourceMappingCustomizer} alters the mapping.</li>
 * <li>{@link io.amgi.test.LambdaRuntimeEmulator} runs a package under Lambda's runtime
 * client in a process of its own.</li>
 * </ul>
 */
@NullMarked
package io.amgi.test;

import org.jspecify.annotations.NullMarked;
