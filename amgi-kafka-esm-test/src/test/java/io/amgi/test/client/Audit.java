package io.amgi.test.client;

import org.springframework.stereotype.Component;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;

@Component
class Audit implements AmgiMiddleware {

	@Override
	public AmgiApplication wrap(AmgiApplication application) {
		return application;
	}

}
