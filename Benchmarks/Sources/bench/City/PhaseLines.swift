// SPDX-License-Identifier: Apache-2.0

/// Where the time of a played year went, as its last lines say: `     12.3秒 レセプト`.
///
/// The lines on the way stand two places further left and say when, not how long.
struct PhaseLines {
    private let phases: [(name: String, seconds: Double)]

    init(_ lines: [String]) {
        phases = lines.filter { $0.prefix(10).last == "秒" }.compactMap { line in
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2, words[0].hasSuffix("秒"),
                let seconds = Double(words[0].dropLast())
            else { return nil }
            return (String(words[1]), seconds)
        }
    }

    func seconds(_ name: String) -> Double? { phases.last { $0.name == name }?.seconds }

    /// The phases that took longest; the report at the end has them in this order.
    func longest(_ count: Int) -> [(name: String, seconds: Double)] {
        Array(phases.sorted { $0.seconds > $1.seconds }.prefix(count))
    }
}
