#!/bin/sh
# Starts the function, in the directory that holds it. What the training run has recorded is
# used where it fits the JVM and the jars. Where it does not, the JVM says so, and goes on
# without it, also one that does not know AOT caches.
recorded=
if [ -f archive/orders.aot ]; then
	recorded="-XX:+IgnoreUnrecognizedVMOptions -XX:AOTCache=archive/orders.aot"
elif [ -f archive/orders.jsa ]; then
	recorded=-XX:SharedArchiveFile=archive/orders.jsa
fi

# By default, the heap would get a quarter of the memory, and begin with a 64th, which means
# ten collections before the first response. The runtime client's JNI needs access.
exec "${JAVA_HOME:?}/bin/java" $recorded \
	-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=75 -XX:InitialRAMPercentage=10 \
	--enable-native-access=ALL-UNNAMED -Dspring.aot.enabled=true -cp orders.jar \
	com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$@"
