// SPDX-License-Identifier: Apache-2.0

/// Reads a time of day as officers write it: 9:30, 9：30, 9時30分, 0930, 9.
enum TimeEntry {
    /// The minutes after midnight.
    static func read(_ text: String) -> Int? {
        let plain = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                }))
        let words = plain.split { !("0"..."9").contains($0) }.map(String.init)
        let parts = words.compactMap { Int($0) }
        guard parts.count == words.count else { return nil }
        switch (words.count, words.first?.count ?? 0) {
        case (1, 1...2): return minutes(parts.first, 0)
        case (1, 3...4): return parts.first.flatMap { minutes($0 / 100, $0 % 100) }
        case (2, 1...2): return minutes(parts.first, parts.last)
        default: return nil
        }
    }

    private static func minutes(_ hour: Int?, _ minute: Int?) -> Int? {
        guard let hour, let minute, (0...23).contains(hour), (0...59).contains(minute) else {
            return nil
        }
        return hour * 60 + minute
    }
}
