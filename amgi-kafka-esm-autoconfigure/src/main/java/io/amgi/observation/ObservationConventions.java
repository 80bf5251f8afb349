package io.amgi.observation;

/**
 * The conventions of all observations.
 *
 * @param batch the convention of {@link AmgiObservation#BATCH}
 * @param process the convention of {@link AmgiObservation#PROCESS}
 * @param send the convention of {@link AmgiObservation#SEND}
 */
public record ObservationConventions(BatchObservationConvention batch, ProcessObservationConvention process,
		SendObservationConvention send) {

	/**
	 * The default conventions.
	 */
	public static final ObservationConventions DEFAULT = new ObservationConventions(
			new DefaultBatchObservationConvention(), new DefaultProcessObservationConvention(),
			new DefaultSendObservationConvention());

}
