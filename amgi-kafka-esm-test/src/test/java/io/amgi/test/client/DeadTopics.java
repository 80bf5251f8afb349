package io.amgi.test.client;

import org.springframework.stereotype.Component;

import io.amgi.kafka.DeadLetterTopicResolver;
import io.amgi.server.DeadLetter;

@Component
class DeadTopics implements DeadLetterTopicResolver {

	@Override
	public String resolve(DeadLetter letter) {
		return letter.topic() + ".dead";
	}

}
