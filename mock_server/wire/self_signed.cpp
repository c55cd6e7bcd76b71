#include "wire/self_signed.hpp"

#include <cstdint>
#include <stdexcept>

#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace tines_mock::wire {
namespace {

constexpr long day_s = 24 * 60 * 60;

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL cannot make a self-signed certificate");
}

void set_serial(X509* certificate) {
  std::uint64_t serial = 0;
  require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U) == 1);
}

void set_names(X509* certificate) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto* common_name = reinterpret_cast<const unsigned char*>("localhost");
  require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0) == 1);
  require(X509_set_issuer_name(certificate, name) == 1);
}

void add_extension(X509* certificate, int kind, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
  require(extension != nullptr);
  const int added = X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  require(added == 1);
}

}  // namespace

KeyAndCertificate make_self_signed() {
  KeyPtr key(EVP_EC_gen("P-256"));
  CertificatePtr made(X509_new());
  require(key && made);
  require(X509_set_version(made.get(), X509_VERSION_3) == 1);
  set_serial(made.get());
  // A day of grace for a client whose clock is behind.
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -day_s);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 10 * 365 * day_s);
  set_names(made.get());
  add_extension(made.get(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(made.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
  require(X509_set_pubkey(made.get(), key.get()) == 1);
  require(X509_sign(made.get(), key.get(), EVP_sha256()) > 0);
  return {std::move(key), std::move(made)};
}

}  // namespace tines_mock::wire
