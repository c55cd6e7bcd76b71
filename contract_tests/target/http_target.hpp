#pragma once

#include "contract_tests/target/target.hpp"
#include "contract_tests/target/url.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace tines_mock::contract {

struct HttpOptions {
  std::string ca_cert_file = {};  ///< PEM; empty: the system's authorities
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds answer_timeout{30};  ///< for the whole exchange
  bool keep_alive = false;  ///< else a request is that says `Connection: keep-alive`
};

/// A tenant over HTTP or HTTPS. Certificates are verified; no redirect is ever followed.
/// Several threads may send at once. Throws CannotRun when `url` is plain http to another machine,
/// or there are no authorities in `ca_cert_file`.
std::shared_ptr<Target> http_target(const BaseUrl& url, HttpOptions options = {});

}  // namespace tines_mock::contract
