#include "testing/catch2.hpp"
#include "testing/temporary.hpp"
#include "wire/server.hpp"
#include "wire/testing/fake_service.hpp"
#include "wire/testing/tls_client.hpp"
#include "wire/tls_context.hpp"

#include <tines_mock/file_error.hpp>

#include <ctime>

#include <openssl/pem.h>

using namespace tines_mock;
using namespace tines_mock::wire;
using namespace tines_mock::wire::testing;
using Catch::Matchers::EndsWith;

namespace {

const Endpoint with_self_signed{.tls = Tls{}};

std::string pem_of(EVP_PKEY* key) {
  const BioPtr memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string file_error(const Tls& files) {
  FakeService service;
  try {
    Server server(service, {.tls = files});
  } catch (const FileError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE(
    "a self-signed certificate is valid for localhost, 127.0.0.1 and ::1, and for no other host") {
  FakeService service;
  Server server(service, with_self_signed);
  CHECK(server.url() == "https://127.0.0.1:" + std::to_string(server.port()));
  const auto shakes_hands_as = [&](const char* name) {
    return TlsClient(server.port(), server.certificate_pem(), name).shake_hands();
  };
  CHECK(shakes_hands_as("localhost"));
  CHECK(shakes_hands_as("127.0.0.1"));
  CHECK(shakes_hands_as("::1"));
  CHECK_FALSE(shakes_hands_as("tines.com"));
}

TEST_CASE("TLS 1.2 and 1.3 are accepted, older versions fail with the alert protocol_version") {
  FakeService service;
  Server server(service, with_self_signed);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION})
    CHECK(TlsClient(server.port(), server.certificate_pem()).speaking(version).shake_hands());
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    TlsClient client(server.port(), server.certificate_pem());
    CHECK_FALSE(client.speaking(version).shake_hands());
    CHECK(client.version_rejected());
  }
}

TEST_CASE("a self-signed certificate is valid for clients whose clock is behind or ahead") {
  const auto made = make_self_signed();
  constexpr std::time_t hour = 60 * 60, year = 365 * 24 * hour;
  const auto now = std::time(nullptr);
  auto behind = now - 23 * hour;
  auto ahead = now + 9 * year;
  CHECK(X509_cmp_time(X509_get0_notBefore(made.certificate.get()), &behind) == -1);
  CHECK(X509_cmp_time(X509_get0_notAfter(made.certificate.get()), &ahead) == 1);
}

TEST_CASE("two servers have different self-signed certificates") {
  FakeService service;
  Server one(service, with_self_signed);
  Server other(service, with_self_signed);
  CHECK_FALSE(TlsClient(one.port(), other.certificate_pem()).shake_hands());
}

TEST_CASE("requests over TLS are answered, also pipelined ones, and have the scheme https") {
  FakeService service;
  Server server(service, with_self_signed);
  TlsClient client(server.port(), server.certificate_pem());
  REQUIRE(client.shake_hands());
  client.send(
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto responses = client.read_all();
  CHECK(responses.find("GET /1") != responses.npos);
  CHECK_THAT(responses, EndsWith("GET /2 "));
  CHECK(client.end() == TlsClient::End::close_notify);
  CHECK(service.requests().at(0).scheme == "https");
}

TEST_CASE("a response of 1 MiB arrives complete over TLS") {
  FakeService service;
  const std::string large(1024 * 1024, 'x');
  service.on_body = [&](const Request&) { return FakeService::delivery(large); };
  Server server(service, with_self_signed);
  TlsClient client(server.port(), server.certificate_pem());
  REQUIRE(client.shake_hands());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK_THAT(client.read_all(), EndsWith(large));
}

TEST_CASE("a client that does not speak TLS is disconnected at once, and affects no other client") {
  FakeService service;
  Server server(service, with_self_signed, {.lingering = std::chrono::minutes(10)});
  RawClient plain(server.port());
  plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(plain.read_all().find("HTTP/1.1") == std::string::npos);
  CHECK(plain.end() == RawClient::End::closed);
  CHECK(TlsClient(server.port(), server.certificate_pem()).shake_hands());
}

TEST_CASE("a server takes its certificate and key from files") {
  FakeService service;
  const auto made = make_self_signed();
  const TemporaryFile certificate(pem_of(made.certificate.get()));
  const TemporaryFile key(pem_of(made.key.get()));
  Server server(service, {.tls = Tls{certificate.path(), key.path()}});
  CHECK(server.certificate_pem() == pem_of(made.certificate.get()));
  CHECK(TlsClient(server.port(), pem_of(made.certificate.get())).shake_hands());
}

TEST_CASE("the error for a certificate file names it, what was expected and what was found") {
  const auto made = make_self_signed();
  const TemporaryFile certificate(pem_of(made.certificate.get()));
  const TemporaryFile key(pem_of(made.key.get()));
  const TemporaryFile other_key(pem_of(make_self_signed().key.get()));
  const TemporaryFile nonsense("nonsense");

  CHECK(file_error({"/nowhere", key.path()}) ==
        "/nowhere: expected a readable certificate file, found: No such file or directory");
  CHECK(file_error({nonsense.path(), key.path()}) ==
        nonsense.path() + ": expected a certificate in PEM, found something else");
  CHECK(file_error({certificate.path(), nonsense.path()}) ==
        nonsense.path() +
            ": expected a private key in PEM without a password, found something else");
  CHECK(file_error({certificate.path(), other_key.path()}) ==
        other_key.path() + ": expected the key of " + certificate.path() +
            ", found the key of another certificate");
  CHECK(file_error({certificate.path(), ""}) ==
        "TLS: expected a key file, found none beside the other one");
}
