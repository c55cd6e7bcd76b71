#pragma once

// The list of all effects. One that is part of the variant `effects::Any` (tines_mock/effects.hpp)
// and missing here is a compile error in effect.cpp.
#include "faults/effects/answer.hpp"
#include "faults/effects/broken_json.hpp"
#include "faults/effects/close.hpp"
#include "faults/effects/delay.hpp"
#include "faults/effects/garbage.hpp"
#include "faults/effects/hold.hpp"
#include "faults/effects/missing_field.hpp"
#include "faults/effects/push_fails.hpp"
#include "faults/effects/push_slow.hpp"
#include "faults/effects/push_stuck.hpp"
#include "faults/effects/rate_limited.hpp"
#include "faults/effects/refuse.hpp"
#include "faults/effects/reset.hpp"
#include "faults/effects/stale_read.hpp"
#include "faults/effects/stall.hpp"
#include "faults/effects/throttle.hpp"
#include "faults/effects/truncate.hpp"
#include "faults/effects/wrong_content_length.hpp"
#include "faults/effects/wrong_content_type.hpp"
#include "faults/effects/wrong_type.hpp"
