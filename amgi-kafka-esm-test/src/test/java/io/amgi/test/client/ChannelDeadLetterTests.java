package io.amgi.test.client;

import io.amgi.test.AmgiChannelTest;

@AmgiChannelTest(channels = Orders.class, properties = "spring.amgi.dead-letter.enabled=true")
class ChannelDeadLetterTests extends DeadLetterFacts {

}
