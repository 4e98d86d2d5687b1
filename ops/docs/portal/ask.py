#!/usr/bin/env python3
"""A relatives' portal in one page: asks about an invented man, then looks at the inquiry.

ask.py ADDRESS CERTIFICATE KEY AUTHORITIES PROTOS

PROTOS is what `protoc -I proto --include_imports --descriptor_set_out=PROTOS hotline/v1/relatives_service.proto` writes.
"""

import sys
import time
import uuid

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "/hotline.v1.RelativesService/"
AGAIN = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.DEADLINE_EXCEEDED)


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Portal:
    def __init__(self, address, certificate, key, authorities, protos):
        pool = descriptor_pool.DescriptorPool()
        for file in descriptor_pb2.FileDescriptorSet.FromString(read(protos)).file:
            pool.Add(file)
        factory = message_factory.MessageFactory(pool)
        self.message = lambda name: factory.GetPrototype(pool.FindMessageTypeByName("hotline.v1." + name))
        credentials = grpc.ssl_channel_credentials(read(authorities), read(key), read(certificate))
        self.channel = grpc.secure_channel(address, credentials)

    def call(self, method, request):
        """Sends the same message again, with the same request_id, as long as that makes sense."""
        response = self.message(method + "Response")
        call = self.channel.unary_unary(
            SERVICE + method,
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=response.FromString,
        )
        for attempt in range(4):
            try:
                return call(request, timeout=10)
            except grpc.RpcError as error:
                if error.code() not in AGAIN or attempt == 3:
                    raise
                time.sleep(2**attempt)


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    portal = Portal(*sys.argv[1:])
    ask = portal.message("AskAboutRelativeRequest")(request_id=str(uuid.uuid4()))
    ask.asker.relation = 1  # mother
    ask.asker.language = 1  # Ukrainian
    ask.asker.notice_version = 1
    ask.facts.name.surname = "Vydumanenko"
    ask.facts.name.given_name = "Testymyr"
    ask.facts.birth_date.year = 1998
    asked = portal.call("AskAboutRelative", ask)
    print("reference", asked.inquiry_reference)
    print("passphrase", asked.inquiry_passphrase)
    for part in asked.script.parts:
        print(part.text)

    look = portal.message("GetMyInquiryRequest")(request_id=str(uuid.uuid4()), language=1)
    look.inquiry.reference = asked.inquiry_reference
    look.inquiry.passphrase = asked.inquiry_passphrase
    mine = portal.call("GetMyInquiry", look)
    names = {1: "open", 2: "message waiting", 3: "confirmed captive", 4: "ended"}
    day = mine.compared_on
    print("status", names.get(mine.status, "unknown"), f"compared on {day.year}-{day.month:02}-{day.day:02}")

    check = portal.message("VerifyReceiptRequest")()
    check.receipt.CopyFrom(asked.receipt)
    print("receipt genuine", portal.call("VerifyReceipt", check).genuine)


if __name__ == "__main__":
    main()
