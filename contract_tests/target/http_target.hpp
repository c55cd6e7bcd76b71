#pragma once

#include "contract_tests/target/target.hpp"
#include "contract_tests/target/url.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace tines_mock::contract {

struct HttpOptions {
  std::string ca_cert_file = {};  ///< PEM; empty: the certificate authorities of the system
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds answer_timeout{30};  ///< for a request and its answer
  /// Keeps the connection for the next request. Without it, only a request with the header
  /// `Connection: keep-alive` does.
  bool keep_alive = false;
};

/// A tenant over HTTP or HTTPS. Verifies certificates; never follows a redirect. Thread-safe.
/// Throws CannotRun when `url` is plain http to another machine, or `ca_cert_file` holds no
/// certificates.
std::shared_ptr<Target> http_target(const BaseUrl& url, HttpOptions options = {});

}  // namespace tines_mock::contract
