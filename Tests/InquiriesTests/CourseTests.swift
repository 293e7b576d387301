// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inquiries
import Support
import Testing
import Vocabulary

@Suite("照会の経過")
struct CourseTests {
    /// Steps of the line are drawn more often, so that every end is reached.
    private static let lots =
        InquiryPhase.allCases
        + Array(
            repeating: [
                .converted, .sending, .sent, .permitted, .answered, .stored, .confirmed,
            ], count: 6
        ).flatMap { $0 }
    private static let now = Instant(microseconds: 0)

    @Test("順に進み、飛ばすことも戻ることもできない")
    func line() throws {
        var course = InquiryCourse(at: Self.now)
        let line: [InquiryPhase] = [
            .converted, .sending, .sent, .permitted, .answered, .stored, .confirmed,
        ]
        for (place, phase) in line.enumerated() {
            for other in InquiryPhase.allCases where line.contains(other) {
                #expect(course.mayFollow(other) == (other == phase), "\(other) → \(place)")
            }
            try course.add(.init(phase, at: Self.now))
        }
        #expect(course.phase.isEnd)
        for phase in InquiryPhase.allCases { #expect(!course.mayFollow(phase)) }
    }

    @Test("どんな順に言われても、許可のない回答・取りやめた後の保存・終わりの後の一歩はない", .measure("R-73"))
    func anyOrder() throws {
        var seeded = Seeded(11)
        var ends: [InquiryPhase: Int] = [:]
        var wrong = 0
        for _ in 0..<3_000 {
            var course = InquiryCourse(at: Self.now)
            for _ in 0..<30 {
                guard let phase = Self.lots.randomElement(using: &seeded) else { continue }
                let before = course
                do throws(InquiryRefusal) {
                    try course.add(.init(phase, at: Self.now))
                    wrong += before.mayFollow(phase) ? 0 : 1
                } catch {
                    let isRight = error == .outOfOrder(phase, after: before.phase)
                    wrong += isRight && course == before && !before.mayFollow(phase) ? 0 : 1
                }
            }
            let phases = course.steps.map(\.phase)
            #expect(Set(phases).count == phases.count)
            if let answered = phases.firstIndex(of: .answered) {
                #expect(phases.firstIndex(of: .permitted).map { $0 < answered } ?? false)
            }
            if let asked = phases.firstIndex(of: .withdrawalAsked),
                let stored = phases.firstIndex(of: .stored)
            {
                #expect(stored < asked)
            }
            #expect(phases.dropLast().allSatisfy { !$0.isEnd })
            // What is on record folds to the same course.
            #expect(try InquiryCourse(course.steps) == course)
            ends[course.phase, default: 0] += 1
        }
        #expect(wrong == 0)
        for end in InquiryPhase.allCases where end.isEnd {
            #expect(ends[end] ?? 0 > 0, "\(end)")
        }
    }
}
