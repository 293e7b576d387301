// SPDX-License-Identifier: Apache-2.0

/// What a few runs of the same work took.
struct Spread: Codable, Sendable {
    let median: Double
    let min: Double
    let max: Double
    let runs: Int

    init(_ values: [Double]) {
        precondition(!values.isEmpty, "nothing was measured")
        let sorted = values.sorted()
        let middle = sorted.count / 2
        median =
            sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        min = sorted[0]
        max = sorted[sorted.count - 1]
        runs = sorted.count
    }

    /// The value below which so many hundredths of the values lie.
    static func percentile(_ hundredths: Int, of values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted[Swift.min(sorted.count - 1, sorted.count * hundredths / 100)]
    }
}
