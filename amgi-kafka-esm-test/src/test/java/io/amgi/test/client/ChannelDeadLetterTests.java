package io.amgi.test.client;

import io.amgi.test.AmgiChannelTest;

@AmgiChannelTest(channels = Orders.class,
		properties = { "spring.amgi.dead-letter.enabled=true", "spring.amgi.retry.delay=1ms" })
class ChannelDeadLetterTests extends DeadLetterFacts {

}
