// SPDX-License-Identifier: Apache-2.0

/// The form of every table that comes with this room: cells between tabs, `#` begins a remark.
enum TabbedLines {
    /// The lines that say something, with their numbers from 1.
    static func rows(_ text: String) -> [(line: Int, cells: [String])] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$1.isEmpty && !$1.hasPrefix("#") }
            .map { index, line in
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                return (index + 1, cells.map(String.init))
            }
    }
}
