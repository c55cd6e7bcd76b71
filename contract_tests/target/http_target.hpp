#pragma once

#include "contract_tests/target/target.hpp"
#include "contract_tests/target/url.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace tines_mock::contract {

struct HttpOptions {
  std::string ca_cert_file;  ///< PEM; empty: the system's authorities
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds answer_timeout{30};  ///< for the first byte, and for the whole
  bool keep_alive = false;
};

/// A tenant over HTTP or HTTPS. Certificates are verified; no redirect is ever followed.
/// Throws CannotRun when `url` is plain http to another machine.
std::shared_ptr<Target> http_target(const Url& url, HttpOptions options = {});

}  // namespace tines_mock::contract
