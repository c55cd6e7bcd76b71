#pragma once

#include "wire/openssl_types.hpp"

namespace tines_mock::wire {

struct KeyAndCertificate {
  KeyPtr key;
  CertificatePtr certificate;
};

/// A new P-256 key and a certificate for localhost, 127.0.0.1 and ::1, signed by itself and good
/// for ten years. It may stand in a client's list of authorities.
KeyAndCertificate make_self_signed();

}  // namespace tines_mock::wire
