package io.amgi.server;

/**
 * Records of an invocation that are handled one after another, in one message scope.
 *
 * @param key equal for the records of the same group in other invocations
 * @param address the address of the records
 * @param session the session about the records
 */
record MessageGroup(Object key, String address, ScopeSession session) {

}
