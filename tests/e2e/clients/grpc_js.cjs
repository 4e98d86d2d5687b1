// A client that shares no code with ours: @grpc/grpc-js through the edge, with a client certificate.
// node grpc_js.cjs ADDRESS CERTIFICATE KEY AUTHORITIES PROTOS; HOTLINE_CLIENTS names the folder with node_modules.
'use strict';
const fs = require('fs');
const crypto = require('crypto');
const modules = require('module').createRequire(process.env.HOTLINE_CLIENTS + '/');
const grpc = modules('@grpc/grpc-js');
const loader = modules('@grpc/proto-loader');

const [address, certificate, key, authorities, protos] = process.argv.slice(2);
const files = ['hotline/v1/lookup_service.proto', 'hotline/v1/inquiry_service.proto', 'google/rpc/status.proto',
  'google/rpc/error_details.proto'];
const definition = loader.loadSync(files, {includeDirs: [protos], keepCase: true, longs: Number});
const v1 = grpc.loadPackageDefinition(definition).hotline.v1;
const credentials = grpc.credentials.createSsl(...[authorities, key, certificate].map((file) => fs.readFileSync(file)));
const lookups = new v1.LookupService(address, credentials);
const inquiries = new v1.InquiryService(address, credentials);

function require_that(what, holds) {
  console.log((holds ? 'good    ' : 'WRONG   ') + what);
  if (!holds) process.exit(1);
}
const within = (seconds) => ({deadline: Date.now() + seconds * 1000});
const lookup = (request) => new Promise((resolve) => {
  lookups.LookupPerson(request, within(5), (error, response) => resolve({error, response}));
});
const end_of = (stream) => new Promise((resolve) => {
  stream.on('data', () => {});
  stream.on('error', () => {});
  stream.on('status', (status) => resolve(status.code));
});
// The fields of a message of bytes, by number: the details come as google.protobuf.Any.
function fields(bytes) {
  const found = {};
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at++];
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    if ((tag & 7) === 2) {
      const text = bytes.subarray(at, at + value);
      at += value;
      value = text;
    }
    (found[tag >> 3] ??= []).push(value);
  }
  return found;
}

(async () => {
  const now = Math.floor(Date.now() / 1000);
  const {error: none, response} = await lookup({
    request_id: crypto.randomUUID(), purpose: 1, language: 1,
    call: {line: 'line-1', exchange_call_id: 'call-' + crypto.randomUUID(), started_at: {seconds: now}},
    facts: {name: {surname: 'Vyhadanyi', given_name: 'Ostap'}, birth_date: {year: 1991, month: 2, day: 3}},
  });
  require_that('a lookup is answered with a receipt', !none && response.receipt.leaf_hash.length === 32);

  const {error} = await lookup({request_id: 'no uuid'});
  require_that('a bad request is INVALID_ARGUMENT', error && error.code === grpc.status.INVALID_ARGUMENT);
  const details = fields(error.metadata.get('grpc-status-details-bin')[0])[3].map(fields);
  const detail = (kind) => fields(details.find((each) => each[1][0].toString().endsWith('/' + kind))[2][0]);
  const info = detail('google.rpc.ErrorInfo');
  require_that('its details name the reason', info[1][0].toString() === 'INVALID_FIELD' && info[2][0].toString() === 'hotline');
  const named = detail('google.rpc.BadRequest')[1].map((each) => fields(each)[1][0].toString());
  require_that('its details name the field', named.includes('request_id'));

  let began = Date.now();
  const late = await end_of(inquiries.WatchCandidates({}, within(1.5)));
  require_that('a deadline ends a watch', late === grpc.status.OK || late === grpc.status.DEADLINE_EXCEEDED);
  require_that('and in time', Date.now() - began > 1000 && Date.now() - began < 3000);

  const watch = inquiries.WatchCandidates({}, within(20));
  setTimeout(() => watch.cancel(), 500);
  began = Date.now();
  require_that('a cancelled watch is CANCELLED', await end_of(watch) === grpc.status.CANCELLED);
  require_that('and at once', Date.now() - began < 2000);
  process.exit(0);
})();
