#include "wire/tls_context.hpp"

#include <tines_mock/file_error.hpp>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <openssl/err.h>
#include <openssl/pem.h>
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

void require_readable(const std::string& file, const char* option) {
  if (file.empty())
    throw FileError(std::string("TLS: expected a ") + option + ", found none beside the other one");
  errno = 0;
  if (!std::ifstream(file).is_open())
    throw FileError(file + ": expected a readable " + option + ", found: " + std::strerror(errno));
}

// Without this callback OpenSSL asks for the password of an encrypted key on the terminal and
// waits.
int no_password(char*, int, int, void*) {
  return 0;
}

void use_files(SSL_CTX* context, const Tls& files) {
  require_readable(files.certificate_file, "certificate file");
  require_readable(files.key_file, "key file");
  SSL_CTX_set_default_passwd_cb(context, no_password);
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate_file.c_str()) != 1)
    throw FileError(files.certificate_file +
                    ": expected a certificate in PEM, found something else");
  if (SSL_CTX_use_PrivateKey_file(context, files.key_file.c_str(), SSL_FILETYPE_PEM) == 1) return;
  const bool mismatch = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH ||
                        ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_TYPE_MISMATCH;
  throw FileError(files.key_file + (mismatch ? ": expected the key of " + files.certificate_file +
                                                   ", found the key of another certificate"
                                             : ": expected a private key in PEM without a "
                                               "password, found something else"));
}

void use_self_signed(SSL_CTX* context) {
  const auto made = make_self_signed();
  SSL_CTX_use_certificate(context, made.certificate.get());
  SSL_CTX_use_PrivateKey(context, made.key.get());
}

}  // namespace

KeyAndCertificate make_self_signed() {
  KeyPtr key(EVP_EC_gen("P-256"));
  CertificatePtr made(X509_new());
  require(key && made);
  require(X509_set_version(made.get(), X509_VERSION_3) == 1);
  set_serial(made.get());
  // Valid since yesterday, for clients whose clock is behind.
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -day_s);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 10 * 365 * day_s);
  set_names(made.get());
  add_extension(made.get(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(made.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
  require(X509_set_pubkey(made.get(), key.get()) == 1);
  require(X509_sign(made.get(), key.get(), EVP_sha256()) > 0);
  return {std::move(key), std::move(made)};
}

std::string pem_of(X509* certificate) {
  const BioPtr memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(memory.get(), certificate);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

TlsContext::TlsContext(const Tls& files) : context_(SSL_CTX_new(TLS_server_method())) {
  if (!context_) throw std::runtime_error("OpenSSL cannot make a TLS context");
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
  ERR_clear_error();
  if (files.certificate_file.empty() && files.key_file.empty()) {
    use_self_signed(context_.get());
  } else {
    use_files(context_.get(), files);
  }
}

SslPtr TlsContext::new_server_side() const {
  SslPtr ssl(SSL_new(context_.get()));
  SSL_set_accept_state(ssl.get());
  return ssl;
}

std::string TlsContext::certificate_pem() const {
  return pem_of(SSL_CTX_get0_certificate(context_.get()));
}

}  // namespace tines_mock::wire
