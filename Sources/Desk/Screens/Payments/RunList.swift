// SPDX-License-Identifier: Apache-2.0

/// The lists of a run.
enum RunList: String, ListName {
    case transfers = "page"
    case changes, left

    /// All three together stay below 150 KB with the longest names too.
    var most: Int {
        switch self {
        case .transfers: 100
        case .changes: 20
        case .left: 40
        }
    }
}
