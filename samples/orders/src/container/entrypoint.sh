#!/bin/sh
# Starts the function in its own directory. The JVM uses the recording of the training run if
# it fits the JVM and the jars. Otherwise, it reports this and continues without it. So does
# a JVM that does not support AOT caches.
recorded=
if [ -f archive/orders.aot ]; then
	recorded="-XX:+IgnoreUnrecognizedVMOptions -XX:AOTCache=archive/orders.aot"
elif [ -f archive/orders.jsa ]; then
	recorded=-XX:SharedArchiveFile=archive/orders.jsa
fi

# By default, the heap would get a quarter of the memory and start with a 64th, which causes
# ten collections before the first response. The runtime client's JNI needs native access.
exec "${JAVA_HOME:?}/bin/java" $recorded \
	-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=75 -XX:InitialRAMPercentage=10 \
	--enable-native-access=ALL-UNNAMED -Dspring.aot.enabled=true -cp orders.jar \
	com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$@"
