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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/**
 * A file with an on-failure document, which has a marker beside it once it is done.
 *
 * @param path the file
 */
record DocumentFile(Path path) {

	private static final String MARKER_SUFFIX = ".redriven";

	// Documents have an event of up to 6 MB as escaped text.
	private static final long MAX_BYTES = 64 * 1024 * 1024;

	/**
	 * Finds files.
	 * @param locations the locations of files and directories, which may be patterns
	 * @return the files
	 * @throws RedriveException if a location has none
	 */
	static List<DocumentFile> find(Collection<String> locations) {
		Set<Path> paths = new LinkedHashSet<>();
		for (String location : locations) {
			List<Path> found = find(location);
			if (found.isEmpty()) {
				throw new RedriveException("There is no file at '%s'".formatted(location), null);
			}
			paths.addAll(found);
		}
		return paths.stream().map(DocumentFile::new).toList();
	}

	private static List<Path> find(String location) {
		String url = ResourceUtils.isUrl(location) ? location : ResourceUtils.FILE_URL_PREFIX + location;
		try {
			PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
			List<Path> paths = new ArrayList<>();
			for (Resource resource : resolver.getResources(url)) {
				if (resource.isFile() && resource.getFile().isDirectory()
						&& !resolver.getPathMatcher().isPattern(url)) {
					return find(url.endsWith("/") ? url + "**" : url + "/**");
				}
				if (resource.isFile() && resource.getFile().isFile()
						&& !resource.getFile().getName().endsWith(MARKER_SUFFIX)) {
					paths.add(resource.getFile().toPath());
				}
			}
			return paths;
		}
		catch (IOException ex) {
			throw new RedriveException("Couldn't look for files at '%s'".formatted(location), ex);
		}
	}

	/**
	 * Reads the document.
	 * @param documents reads documents
	 * @return the document
	 * @throws UnusableLetterException if the file has none
	 * @throws RedriveException if the file cannot be read
	 */
	FailureDocument read(FailureDocuments documents) {
		try (InputStream content = new BufferedInputStream(Files.newInputStream(this.path))) {
			if (Files.size(this.path) > MAX_BYTES) {
				throw new UnusableLetterException("it is larger than %d MB".formatted(MAX_BYTES / 1024 / 1024));
			}
			return documents.read(content);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new RedriveException("Couldn't read '%s': %s".formatted(this, ex.getMessage()), ex);
		}
	}

	/**
	 * Returns the time of the document if it names none itself.
	 * @return the time of the last change of the file
	 */
	Instant lastModified() {
		try {
			return Files.getLastModifiedTime(this.path).toInstant();
		}
		catch (IOException ex) {
			throw new RedriveException("Couldn't read '%s': %s".formatted(this, ex.getMessage()), ex);
		}
	}

	boolean isDone() {
		return Files.exists(marker());
	}

	/**
	 * Marks the file as done.
	 * @throws RedriveException if it cannot be marked
	 */
	void done() {
		try {
			Files.createFile(marker());
		}
		catch (FileAlreadyExistsException ex) {
			// Another run was faster.
		}
		catch (IOException ex) {
			throw new RedriveException("Couldn't write '%s', which marks a file as done".formatted(marker()), ex);
		}
	}

	private Path marker() {
		return this.path.resolveSibling(this.path.getFileName() + MARKER_SUFFIX);
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
