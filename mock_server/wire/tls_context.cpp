#include "wire/tls_context.hpp"

#include "wire/self_signed.hpp"

#include <tines_mock/file_error.hpp>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include <openssl/err.h>
#include <openssl/pem.h>

namespace tines_mock::wire {
namespace {

void require_readable(const std::string& file, const char* option) {
  if (file.empty())
    throw FileError(std::string("TLS: expected a ") + option + ", found none beside the other one");
  errno = 0;
  if (!std::ifstream(file).is_open())
    throw FileError(file + ": expected a readable " + option + ", found: " + std::strerror(errno));
}

// Without it OpenSSL asks for the password of an encrypted key on the terminal, and waits.
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

SslPtr TlsContext::accepting() const {
  SslPtr ssl(SSL_new(context_.get()));
  SSL_set_accept_state(ssl.get());
  return ssl;
}

std::string TlsContext::certificate_pem() const {
  const BioPtr memory(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(memory.get(), SSL_CTX_get0_certificate(context_.get()));
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace tines_mock::wire
