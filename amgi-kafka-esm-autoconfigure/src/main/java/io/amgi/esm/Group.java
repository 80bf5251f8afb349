package io.amgi.esm;

/**
 * Records of an invocation that are handled one after another, in one message scope.
 *
 * @param key equal for the records of the same group in other invocations
 * @param address the address of the records
 * @param dialogue the dialogue about the records
 */
record Group(Object key, String address, MessageDialogue dialogue) {

}
