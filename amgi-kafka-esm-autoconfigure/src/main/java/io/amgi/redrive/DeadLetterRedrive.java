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

package io.amgi.redrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageSendSession;

/**
 * Reads files with on-failure documents, and dead letter topics up to the ends that they
 * have at the start, and lets the application handle the records of their letters. What
 * is acknowledged, or confirmed in a topic again, is committed.
 */
public final class DeadLetterRedrive {

	private final Supplier<? extends Consumer<byte[], byte[]>> consumers;

	private final RedriveHandler handler;

	private final Supplier<MessageSendSession> sends;

	private final FailureDocumentReader documentReader;

	private final LetterRouting routing;

	private final LetterFilter filter;

	private final RedriveOptions options;

	private final RedriveListener listener;

	/**
	 * Creates a redrive.
	 * @param consumers creates the consumer
	 * @param handler lets the server handle records
	 * @param sends opens sessions to send letters on by
	 * @param documentReader reads on-failure documents
	 * @param source the cluster that letters come from
	 * @param channels returns the name of the channel for a topic, or {@code null}
	 * @param options the settings
	 * @param listener follows the redrive
	 */
	public DeadLetterRedrive(Supplier<? extends Consumer<byte[], byte[]>> consumers, RedriveHandler handler,
			MessageSendProvider sends, FailureDocumentReader documentReader, RedriveSource source,
			Function<String, @Nullable String> channels, RedriveOptions options, RedriveListener listener) {
		this.consumers = consumers;
		this.handler = handler;
		this.sends = () -> sends.open(source.bootstrapServers());
		this.documentReader = documentReader;
		this.routing = new LetterRouting(options, channels);
		this.filter = new LetterFilter(options.exceptions(), options.since(), options.until());
		this.options = options;
		this.listener = listener;
	}

	/**
	 * Handles the letters, first those of files.
	 * @return the numbers
	 * @throws RedriveException if the redrive cannot run, or cannot go on
	 */
	public RedriveSummary run() {
		check();
		try (FailureDocuments documents = documents()) {
			RedriveSummary summary = files(documents).run(this::handleFile);
			if (!this.options.topics().isEmpty()) {
				summary = summary.plus(handleTopics(documents, summary));
			}
			return summary.plus(RedriveSummary.ofRemoved(documents.removed()));
		}
		catch (KafkaException ex) {
			throw unreadable(ex);
		}
	}

	private void check() {
		this.options.topics().forEach(this.routing::check);
		if (!this.options.documents().isEmpty()) {
			this.routing.checkFiles();
		}
	}

	private FailureDocuments documents() {
		return new FailureDocuments(this.documentReader, new SourceRecords(this.consumers), this.routing,
				this.listener);
	}

	private FileRedrive files(FailureDocuments documents) {
		return new FileRedrive(this.options.documents(), documents, this.listener);
	}

	private RedriveSummary handleFile(List<Letter> letters) {
		if (!letters.stream().allMatch(this.filter)) {
			return new RedriveSummary(0, 0, 0, letters.size());
		}
		RedriveSummary summary = RedriveSummary.NONE;
		for (int i = 0; i < letters.size(); i += this.options.batchSize()) {
			List<Letter> batch = letters.subList(i, Math.min(letters.size(), i + this.options.batchSize()));
			summary = summary
				.plus(rounds().handle(new LetterBatch(batch.stream().map(this::record).toList()), LetterShare.ALL));
		}
		return summary;
	}

	private LetterRounds rounds() {
		return new LetterRounds(this.handler, this.options.batchTimeout());
	}

	private RedriveSummary handleTopics(FailureDocuments documents, RedriveSummary before) {
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			LetterReader reader = LetterReader.sharing(consumer, this.options.topics(), this.options.batchSize());
			this.listener.started(reader.left());
			RedriveSummary summary = RedriveSummary.NONE;
			while (!reader.isFinished()) {
				List<Letter> letters = reader.read();
				if (!letters.isEmpty()) {
					summary = summary.plus(handle(letters, documents, reader));
					this.listener.progressed(before.plus(summary));
				}
			}
			return summary;
		}
	}

	private RedriveSummary handle(List<Letter> read, FailureDocuments documents, LetterReader reader) {
		List<Letter> undone = new ArrayList<>(read);
		try {
			List<RedriveRecord> records = new ArrayList<>();
			RedriveSummary sentOn = sortOut(documents.replace(read), records);
			LetterBatch batch = new LetterBatch(records);
			try {
				return sentOn.plus(rounds().handle(batch, reader));
			}
			finally {
				replace(undone, batch.undone());
			}
		}
		finally {
			reader.done(read, undone);
			reader.commit();
		}
	}

	private static void replace(List<Letter> letters, Collection<Letter> others) {
		letters.clear();
		letters.addAll(others);
	}

	private RedriveSummary sortOut(List<Letter> letters, List<RedriveRecord> records) {
		long parked = 0;
		long passedOver = 0;
		try (MessageSendSession session = this.sends.get()) {
			LetterForwarding forwarding = new LetterForwarding(session);
			for (Letter letter : letters) {
				if (!this.filter.test(letter)) {
					forwarding.putBack(letter);
					passedOver++;
				}
				else if (!accept(letter, records, forwarding)) {
					parked++;
				}
			}
			forwarding.await();
		}
		return new RedriveSummary(0, 0, parked, passedOver);
	}

	private boolean accept(Letter letter, List<RedriveRecord> records, LetterForwarding forwarding) {
		try {
			records.add(record(letter));
			return true;
		}
		catch (UnusableLetterException ex) {
			this.listener.refused(letter.toString(), ex.reason());
			forwarding.park(letter, this.routing.parkingTopic(letter.record().topic()), ex.reason());
			return false;
		}
	}

	private RedriveRecord record(Letter letter) {
		return new RedriveRecord(letter, this.routing.route(letter), this.routing.destination(letter),
				letter.delivered());
	}

	/**
	 * Counts the letters without handling them.
	 * @return the numbers of letters
	 * @throws RedriveException if the topics cannot be read
	 */
	public RedriveHistogram count() {
		check();
		RedriveHistogram histogram = new RedriveHistogram();
		try (FailureDocuments documents = documents()) {
			files(documents).count((letter) -> count(letter, histogram), histogram::addFile);
			if (!this.options.topics().isEmpty()) {
				countTopics(documents, histogram);
			}
			return histogram;
		}
		catch (KafkaException ex) {
			throw unreadable(ex);
		}
	}

	private void countTopics(FailureDocuments documents, RedriveHistogram histogram) {
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			LetterReader reader = LetterReader.looking(consumer, this.options.topics(), this.options.batchSize());
			while (!reader.isRead()) {
				documents.replace(reader.read()).forEach((letter) -> count(letter, histogram));
			}
		}
	}

	private void count(Letter letter, RedriveHistogram histogram) {
		if (this.filter.test(letter)) {
			histogram.add(letter, this.routing);
		}
	}

	private static RedriveException unreadable(KafkaException ex) {
		return new RedriveException("Couldn't read dead letters: " + ex.getMessage(), ex);
	}

}
