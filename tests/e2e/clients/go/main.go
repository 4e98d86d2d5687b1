// A client that shares no code with ours: Debian's Go gRPC through the edge, with a client certificate.
// edge_client_go ADDRESS CERTIFICATE KEY AUTHORITIES
package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/status"
)

// Messages as bytes: a few fields do not need generated code.
type rawCodec struct{}

func (rawCodec) Name() string { return "proto" }
func (rawCodec) Marshal(value interface{}) ([]byte, error) {
	bytes, ok := value.([]byte)
	if !ok {
		return nil, errors.New("only bytes")
	}
	return bytes, nil
}
func (rawCodec) Unmarshal(data []byte, value interface{}) error {
	*value.(*[]byte) = append([]byte{}, data...)
	return nil
}

func varint(number uint64) []byte {
	buffer := make([]byte, binary.MaxVarintLen64)
	return buffer[:binary.PutUvarint(buffer, number)]
}

func number(field, value uint64) []byte { return append(varint(field<<3), varint(value)...) }

func join(parts ...[]byte) (all []byte) {
	for _, each := range parts {
		all = append(all, each...)
	}
	return
}

func part(field uint64, parts ...[]byte) []byte {
	inside := join(parts...)
	return join(varint(field<<3|2), varint(uint64(len(inside))), inside)
}

func uuid() []byte {
	bytes := make([]byte, 16)
	rand.Read(bytes)
	bytes[6], bytes[8] = bytes[6]&15|64, bytes[8]&63|128
	return []byte(fmt.Sprintf("%x-%x-%x-%x-%x", bytes[:4], bytes[4:6], bytes[6:8], bytes[8:10], bytes[10:]))
}

func require(what string, holds bool) {
	if !holds {
		fmt.Println("WRONG   " + what)
		os.Exit(1)
	}
	fmt.Println("good    " + what)
}

func must(fault error) {
	if fault != nil {
		fmt.Println(fault)
		os.Exit(1)
	}
}

func connect(address, certificate, key, authorities string) *grpc.ClientConn {
	pair, fault := tls.LoadX509KeyPair(certificate, key)
	must(fault)
	text, fault := os.ReadFile(authorities)
	must(fault)
	roots := x509.NewCertPool()
	require("the authority is read", roots.AppendCertsFromPEM(text))
	settings := &tls.Config{Certificates: []tls.Certificate{pair}, RootCAs: roots, MinVersion: tls.VersionTLS13}
	connection, fault := grpc.Dial(address, grpc.WithTransportCredentials(credentials.NewTLS(settings)),
		grpc.WithDefaultCallOptions(grpc.ForceCodec(rawCodec{})))
	must(fault)
	return connection
}

func lookup(connection *grpc.ClientConn, request []byte) ([]byte, error) {
	limited, end := context.WithTimeout(context.Background(), 5*time.Second)
	defer end()
	var response []byte
	fault := connection.Invoke(limited, "/hotline.v1.LookupService/LookupPerson", request, &response)
	return response, fault
}

func endOfWatch(connection *grpc.ClientConn, limited context.Context) codes.Code {
	description := &grpc.StreamDesc{ServerStreams: true}
	stream, fault := connection.NewStream(limited, description, "/hotline.v1.InquiryService/WatchCandidates")
	must(fault)
	must(stream.SendMsg([]byte{}))
	must(stream.CloseSend())
	for {
		var message []byte
		if fault := stream.RecvMsg(&message); fault != nil {
			if fault.Error() == "EOF" {
				return codes.OK
			}
			return status.Code(fault)
		}
	}
}

func main() {
	connection := connect(os.Args[1], os.Args[2], os.Args[3], os.Args[4])
	call := part(3, part(1, []byte("line-1")), part(2, append([]byte("call-"), uuid()...)),
		part(3, number(1, uint64(time.Now().Unix()))))
	facts := part(8, part(1, part(1, []byte("Vyhadanyi")), part(2, []byte("Ostap"))),
		part(2, number(1, 1991), number(2, 2), number(3, 3)))
	answer, fault := lookup(connection, join(part(1, uuid()), number(2, 1), number(9, 1), call, facts))
	must(fault)
	require("a lookup is answered", len(answer) > 100)

	_, fault = lookup(connection, part(1, []byte("no uuid")))
	require("a bad request is INVALID_ARGUMENT", status.Code(fault) == codes.InvalidArgument)
	reason, field := "", false
	for _, detail := range status.Convert(fault).Details() {
		switch kind := detail.(type) {
		case *errdetails.ErrorInfo:
			reason = kind.GetReason()
		case *errdetails.BadRequest:
			for _, each := range kind.GetFieldViolations() {
				field = field || each.GetField() == "request_id"
			}
		}
	}
	require("its details name the reason", reason == "INVALID_FIELD")
	require("its details name the field", field)

	began := time.Now()
	limited, end := context.WithTimeout(context.Background(), 1500*time.Millisecond)
	late := endOfWatch(connection, limited)
	end()
	require("a deadline ends a watch", late == codes.OK || late == codes.DeadlineExceeded)
	require("and in time", time.Since(began) > time.Second && time.Since(began) < 3*time.Second)

	limited, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	time.AfterFunc(500*time.Millisecond, cancel)
	began = time.Now()
	require("a cancelled watch is CANCELLED", endOfWatch(connection, limited) == codes.Canceled)
	require("and at once", time.Since(began) < 2*time.Second)
}
