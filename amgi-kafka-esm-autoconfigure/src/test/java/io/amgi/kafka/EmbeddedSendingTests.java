package io.amgi.kafka;

class EmbeddedSendingTests extends SendingContract {

	@Override
	String bootstrapServers() {
		return TestBroker.shared();
	}

	@Override
	String newTopic() {
		return TestBroker.newTopic();
	}

}
