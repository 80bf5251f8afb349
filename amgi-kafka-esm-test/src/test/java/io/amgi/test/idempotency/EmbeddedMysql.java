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

package io.amgi.test.idempotency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A MySQL server from an archive on the class path, for Linux on x86-64. It needs
 * {@code libaio}.
 */
final class EmbeddedMysql implements AutoCloseable {

	private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";

	private final Path folder;

	private final int port;

	private final Process server;

	private final DataSource dataSource;

	private EmbeddedMysql(Path folder) throws IOException, InterruptedException {
		this.folder = folder;
		this.port = freePort();
		unpack();
		run(command("--initialize-insecure"));
		this.server = startServer();
		this.dataSource = new DriverManagerDataSource(
				"jdbc:mysql://127.0.0.1:%d/store?createDatabaseIfNotExist=true".formatted(this.port), "root", "");
	}

	/**
	 * Starts a server.
	 * @param folder an empty folder for all of its files
	 * @return the server, which accepts connections
	 * @throws IOException if it cannot start here
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	static EmbeddedMysql start(Path folder) throws IOException, InterruptedException {
		return new EmbeddedMysql(folder);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void unpack() throws IOException, InterruptedException {
		Path archive = this.folder.resolve("mysql.tar.gz");
		try (InputStream content = Objects.requireNonNull(getClass().getResourceAsStream(ARCHIVE))) {
			Files.copy(content, archive);
		}
		run(List.of("tar", "--extract", "--file", archive.toString()));
	}

	private List<String> command(String... arguments) {
		List<String> command = new ArrayList<>(List.of(this.folder.resolve("bin/mysqld").toString(), "--no-defaults",
				"--user=" + System.getProperty("user.name"), "--basedir=" + this.folder,
				"--lc-messages-dir=" + this.folder.resolve("share"), "--datadir=" + this.folder.resolve("data")));
		command.addAll(List.of(arguments));
		return command;
	}

	private void run(List<String> command) throws IOException, InterruptedException {
		Process process = start(command);
		String output = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) {
			throw new IOException("%s failed: %s".formatted(command.get(0), output.strip()));
		}
	}

	private Process start(List<String> command) throws IOException {
		return new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true).start();
	}

	private Process startServer() throws IOException {
		Process server = start(command("--bind-address=127.0.0.1", "--port=" + this.port, "--mysqlx=OFF",
				"--socket=" + this.folder.resolve("mysql.sock"), "--log-error-verbosity=3"));
		BufferedReader log = server.inputReader();
		String last = "";
		for (String line = log.readLine(); line != null; line = log.readLine()) {
			if (line.contains("ready for connections")) {
				Thread reader = new Thread(() -> log.lines().forEach((ignored) -> {
				}), "mysql-log");
				reader.setDaemon(true);
				reader.start();
				return server;
			}
			last = line;
		}
		throw new IOException("MySQL ended: " + last);
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void close() throws InterruptedException {
		this.server.destroy();
		this.server.waitFor();
	}

}
