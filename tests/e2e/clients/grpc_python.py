"""A client that shares no code with ours: Debian's python3-grpcio through the edge, with a client certificate.

grpc_python.py ADDRESS CERTIFICATE KEY AUTHORITIES DESCRIPTORS

Makes a lookup, one with a fault, one that is out of time and one that is cancelled, and ends with 0 when each came out as it
should. DESCRIPTORS is what `protoc --include_imports --descriptor_set_out` wrote: no generated code is needed.
"""

import sys
import threading
import time
import uuid

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

address, certificate, key, authorities, descriptors = sys.argv[1:]


def read(path):
    with open(path, "rb") as file:
        return file.read()


pool = descriptor_pool.DescriptorPool()
for file in descriptor_pb2.FileDescriptorSet.FromString(read(descriptors)).file:
    pool.Add(file)
factory = message_factory.MessageFactory(pool)


def message(name):
    return factory.GetPrototype(pool.FindMessageTypeByName(name))


def require(what, holds):
    print(("good    " if holds else "WRONG   ") + what)
    if not holds:
        sys.exit(1)


credentials = grpc.ssl_channel_credentials(read(authorities), read(key), read(certificate))
channel = grpc.secure_channel(address, credentials)
Request, Response = message("hotline.v1.LookupPersonRequest"), message("hotline.v1.LookupPersonResponse")
lookup = channel.unary_unary(
    "/hotline.v1.LookupService/LookupPerson",
    request_serializer=lambda request: request.SerializeToString(),
    response_deserializer=Response.FromString,
)


def question():
    request = Request(request_id=str(uuid.uuid4()), purpose=1, language=1)
    request.call.line = "line-1"
    request.call.exchange_call_id = "call-" + str(uuid.uuid4())
    request.call.started_at.seconds = int(time.time())
    request.facts.name.surname = "Vyhadanyi"
    request.facts.name.given_name = "Ostap"
    request.facts.birth_date.year = 1991
    request.facts.birth_date.month = 2
    request.facts.birth_date.day = 3
    return request


answer = lookup(question(), timeout=5)
require("a lookup is answered with a receipt", len(answer.receipt.leaf_hash) == 32)

try:
    lookup(Request(request_id="no uuid"), timeout=5)
    require("a bad request is refused", False)
except grpc.RpcError as error:
    require("a bad request is INVALID_ARGUMENT", error.code() == grpc.StatusCode.INVALID_ARGUMENT)
    trailers = dict(error.trailing_metadata())
    status = message("google.rpc.Status").FromString(trailers["grpc-status-details-bin"])
    info, bad = message("google.rpc.ErrorInfo")(), message("google.rpc.BadRequest")()
    kinds = [detail.type_url.rsplit("/", 1)[1] for detail in status.details]
    info.ParseFromString(status.details[kinds.index("google.rpc.ErrorInfo")].value)
    bad.ParseFromString(status.details[kinds.index("google.rpc.BadRequest")].value)
    require("its details name the reason", info.reason == "INVALID_FIELD" and info.domain == "hotline")
    require("its details name the field", "request_id" in [each.field for each in bad.field_violations])

watch = channel.unary_stream(
    "/hotline.v1.InquiryService/WatchCandidates",
    request_serializer=lambda request: request.SerializeToString(),
    response_deserializer=message("hotline.v1.WatchCandidatesResponse").FromString,
)
WatchRequest = message("hotline.v1.WatchCandidatesRequest")


def end_of(stream):
    try:
        for _ in stream:
            pass
        return grpc.StatusCode.OK
    except grpc.RpcError as error:
        return error.code()


# Only supervisors may watch; their certificate is what this program is run with.
began = time.monotonic()
ended = end_of(watch(WatchRequest(), timeout=1.5))
# The server ends a watch just before its deadline, or the client does at it.
require("a deadline ends a watch", ended in (grpc.StatusCode.OK, grpc.StatusCode.DEADLINE_EXCEEDED))
require("and in time", 1.0 < time.monotonic() - began < 3.0)

stream = watch(WatchRequest(), timeout=20)
threading.Timer(0.5, stream.cancel).start()
began = time.monotonic()
require("a cancelled watch is CANCELLED", end_of(stream) == grpc.StatusCode.CANCELLED)
require("and at once", time.monotonic() - began < 2.0)
