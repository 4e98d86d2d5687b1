// A relatives' portal in one page: asks about an invented man, then looks at the inquiry.
//   ask.ts ADDRESS CERTIFICATE KEY AUTHORITIES PROTO_FOLDER
// Run it as it is with a loader for TypeScript, or take the types away: it uses nothing else of the language.
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import * as grpc from "@grpc/grpc-js";
import * as loader from "@grpc/proto-loader";

type Answer = Record<string, any>;
const again = [grpc.status.UNAVAILABLE, grpc.status.RESOURCE_EXHAUSTED, grpc.status.DEADLINE_EXCEEDED];

const [address, certificate, key, authorities, folder] = process.argv.slice(2);
if (!folder) {
  console.error("ask.ts ADDRESS CERTIFICATE KEY AUTHORITIES PROTO_FOLDER");
  process.exit(2);
}
const loaded = loader.loadSync("hotline/v1/relatives_service.proto", {
  includeDirs: [folder],
  keepCase: true,
  longs: String,
  enums: String,
  bytes: Buffer,
});
const { RelativesService } = (grpc.loadPackageDefinition(loaded) as any).hotline.v1;
const portal = new RelativesService(
  address,
  grpc.credentials.createSsl(readFileSync(authorities), readFileSync(key), readFileSync(certificate)),
);

// Sends the same message again, with the same request_id, as long as that makes sense.
async function call(method: string, request: Answer, attempt = 0): Promise<Answer> {
  try {
    return await new Promise((done, failed) =>
      portal[method](request, { deadline: Date.now() + 10_000 }, (error: grpc.ServiceError | null, answer: Answer) =>
        error ? failed(error) : done(answer),
      ),
    );
  } catch (error) {
    if (!again.includes((error as grpc.ServiceError).code) || attempt === 3) throw error;
    await new Promise((done) => setTimeout(done, 1000 * 2 ** attempt));
    return call(method, request, attempt + 1);
  }
}

async function main() {
  const asked = await call("AskAboutRelative", {
    request_id: randomUUID(),
    asker: { relation: "RELATION_MOTHER", language: "LANGUAGE_UK", notice_version: 1 },
    facts: { name: { surname: "Vydumanenko", given_name: "Testymyr" }, birth_date: { year: 1998 } },
  });
  console.log("reference", asked.inquiry_reference);
  console.log("passphrase", asked.inquiry_passphrase);
  for (const part of asked.script.parts) console.log(part.text);

  const mine = await call("GetMyInquiry", {
    request_id: randomUUID(),
    inquiry: { reference: asked.inquiry_reference, passphrase: asked.inquiry_passphrase },
    language: "LANGUAGE_UK",
  });
  console.log("status", mine.status, "compared on", Object.values(mine.compared_on).join("-"));
  const verified = await call("VerifyReceipt", { receipt: asked.receipt });
  console.log("receipt genuine", verified.genuine);
}

main().then(
  () => portal.close(),
  (error) => {
    console.error(grpc.status[error.code] ?? "", error.details ?? error.message);
    process.exit(1);
  },
);
