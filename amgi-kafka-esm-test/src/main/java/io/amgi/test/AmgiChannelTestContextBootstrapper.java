package io.amgi.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Starts the context of an {@link AmgiChannelTest @AmgiChannelTest}.
 */
class AmgiChannelTestContextBootstrapper extends TestSliceTestContextBootstrapper<AmgiChannelTest> {

}
