/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.lambda;

import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Scope;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * Runs an application whose failures nobody needs to read: what is primed is handled once
 * more, for real. So nacks come without what has caused them, which would be logged.
 */
public final class PrimedApplication implements AmgiApplication {

	private final AmgiApplication application;

	/**
	 * Creates an application.
	 * @param application the application to run
	 */
	public PrimedApplication(AmgiApplication application) {
		this.application = application;
	}

	@Override
	public void call(Scope scope, Receive receive, Send send) throws Exception {
		try {
			this.application.call(scope, receive, (event) -> send(event, send));
		}
		catch (VirtualMachineError | InterruptedException ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// What it has not acknowledged counts as failed.
		}
	}

	private static CompletableFuture<Void> send(SendEvent event, Send send) {
		return send
			.send((event instanceof MessageNackEvent nack) ? new MessageNackEvent(nack.id(), nack.message()) : event);
	}

}
