#pragma once

#include "json/reader.hpp"

#include <tines_mock/demo.hpp>

#include <string>

namespace tines_mock::demo {

/// What is wrong with a demo, whether it was read from a file or made in C++. `pointer` is its
/// place in the document of which the problems speak. Whether the world has the tenants of the
/// steps is not looked at.
Problems validate(const Demo& demo, const std::string& pointer = "");

}  // namespace tines_mock::demo
