#pragma once

#include <string>

namespace tines_mock {

/// Serve https instead of http.
struct Tls {
  /// Path of a PEM file. Empty: a self-signed certificate for localhost is made at the start.
  std::string certificate_file = {};
  /// Path of a PEM file with the certificate's key. Set exactly when `certificate_file` is.
  std::string key_file = {};
};

}  // namespace tines_mock
