package io.amgi.test.readme;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.amgi.handler.AmgiShutdownEvent;
import io.amgi.handler.AmgiStartupEvent;

@Component
class Pools {

	@EventListener
	void open(AmgiStartupEvent event) {
		event.getState().put("pool", new Pool());
	}

	@EventListener
	void close(AmgiShutdownEvent event) {
		((Pool) event.getState().get("pool")).close();
	}

}
