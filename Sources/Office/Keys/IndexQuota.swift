// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Synchronization
import Vocabulary

/// How often an officer may ask by 個人番号. Values of our own (design), not of a law.
public struct IndexTerms: Sendable {
    /// Questions of one officer within a minute.
    public var perMinute: Int
    /// How long the officer has to wait after one too many, in minutes.
    public var lockMinutes: Int

    public init(perMinute: Int = 30, lockMinutes: Int = 10) {
        self.perMinute = perMinute
        self.lockMinutes = lockMinutes
    }
}

/// The index of 個人番号 answers whether a number is known: whoever asks often enough could try
/// numbers out. One officer too quick is locked out for a while; the refusal stands in the log.
final class IndexQuota: GateRule {
    private struct Course {
        var asked: [Instant] = []
        var lockedUntil: Instant?
    }
    let checksReads = true
    private let terms: IndexTerms
    private let courses = Mutex<[String: Course]>([:])

    /// The operations of officers that may ask the index.
    static let operations: Set<OperationCode> = [.searchAddressee, .numberPerson, .matchPersons]

    init(_ terms: IndexTerms) { self.terms = terms }

    func check(
        _ operation: OperationCode, by principal: Principal, at now: Instant,
        in db: any Connection
    ) throws {
        // Peers number a whole town in one night; what they ask is bounded by their registration.
        guard IndexQuota.operations.contains(operation), !principal.roles.contains(.system)
        else { return }
        try courses.withLock { courses in
            var course = courses[principal.officer] ?? Course()
            defer { courses[principal.officer] = course }
            if let until = course.lockedUntil, now < until {
                throw refusal(now.seconds(until: until))
            }
            course.lockedUntil = nil
            course.asked.removeAll { $0.seconds(until: now) >= 60 }
            guard course.asked.count < terms.perMinute else {
                course.lockedUntil = now.adding(seconds: Int64(terms.lockMinutes) * 60)
                course.asked = []
                throw refusal(Int64(terms.lockMinutes) * 60)
            }
            course.asked.append(now)
        }
    }

    private func refusal(_ seconds: Int64) -> KeyRefusal {
        .tooManyQueries(minutes: Int((seconds + 59) / 60))
    }
}
