// SPDX-License-Identifier: Apache-2.0
import Foundation

/// One measured thing beside its yardstick of the same run.
struct Measurement: Codable, Sendable {
    /// The bench it belongs to: `judge`.
    let bench: String
    /// What was done, in Japanese.
    let what: String
    /// Units of work in one run, and their name: 100,000 人.
    let amount: Double
    let unit: String
    let seconds: Spread
    /// What it is compared with, and how long that took for the same work.
    let yardstick: String?
    let yardstickSeconds: Spread?
    /// Median over the rounds of (ours ÷ yardstick): 1 is as fast, 2 takes twice as long.
    let ratio: Double?
    /// What nineteen of twenty runs stayed below, where single waits were measured.
    var late: Double?

    /// Work a second, of the median run.
    var rate: Double { amount / seconds.median }
}

/// The most memory that something held.
struct Weight: Codable, Sendable {
    let bench: String
    let what: String
    let megabytes: Double
}

/// What one or several benches found.
struct Results: Codable, Sendable {
    var measurements: [Measurement] = []
    var weights: [Weight] = []
    /// Targets that were missed, in words.
    var misses: [String] = []

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(self).write(to: URL(fileURLWithPath: path))
    }

    mutating func add(from path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let other = try JSONDecoder().decode(Results.self, from: data)
        measurements += other.measurements
        weights += other.weights
        misses += other.misses
    }
}
