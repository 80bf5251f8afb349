package io.amgi.test;

import java.io.IOException;
import java.util.Set;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import io.amgi.channel.AmgiChannel;

/**
 * Leaves the components out that an {@link AmgiChannelTest @AmgiChannelTest} does not ask
 * for.
 */
final class AmgiChannelTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<AmgiChannelTest> {

	private final Set<Class<?>> channels;

	AmgiChannelTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.channels = Set.of(getAnnotation().getValue("channels", Class[].class).orElse(new Class<?>[0]));
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return super.defaultInclude(metadataReader, metadataReaderFactory)
				|| (this.channels.isEmpty() && hasChannel(metadataReader));
	}

	private static boolean hasChannel(MetadataReader metadataReader) {
		return metadataReader.getAnnotationMetadata().hasAnnotatedMethods(AmgiChannel.class.getName());
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.channels;
	}

}
