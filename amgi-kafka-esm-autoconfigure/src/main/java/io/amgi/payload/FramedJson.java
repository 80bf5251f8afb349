package io.amgi.payload;

import java.util.Arrays;

/**
 * JSON with the id of its schema in front. No JSON begins with the first byte of such a
 * frame.
 */
public final class FramedJson {

	private FramedJson() {
	}

	/**
	 * Removes the frame, if there is one.
	 * @param bytes the JSON, framed or not
	 * @return the JSON
	 * @throws io.amgi.handler.ChannelArgumentException if the frame is invalid
	 */
	public static byte[] body(byte[] bytes) {
		PayloadFrame frame = PayloadFrame.inFront(bytes);
		return (frame.bytes() != bytes || frame.offset() > 0)
				? Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.bytes().length) : bytes;
	}

}
