// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import NIOPosix

/// Officers at work: each is logged in and has three families in hand; then arrivals come at random
/// moments, whether or not the ones before them have been answered (an open loop).
struct Load: Sendable {
    /// The server's share of the counted time.
    struct Spent: Sendable {
        let seconds: Double
        let processorSeconds: Double
    }

    let desk: ServedDesk
    let names: [LoadOfficer.Name]
    let whom: LoadPeople
    let tally: LoadTally

    func run(rate: Double, warmUp: Double, seconds: Double) async throws -> Spent {
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let officers = names.map { LoadOfficer($0, at: desk.address, on: loops) }
        var clerks: [LoadClerk] = []
        let begun = ContinuousClock.now
        try await withThrowingTaskGroup(of: LoadClerk.self) { group in
            for (place, officer) in officers.enumerated() {
                if place >= 4, let clerk = try await group.next() { clerks.append(clerk) }
                group.addTask {
                    try await LoadClerk(officer, place: place, of: officers.count, whom).settled()
                }
            }
            for try await clerk in group { clerks.append(clerk) }
        }
        Course.say(
            "\(clerks.count)人がログインし、\(clerks.count * LoadClerk.families)人の台帳を開きました"
                + "(\(Table.time((ContinuousClock.now - begun) / .seconds(1))))")
        let ready = clerks
        _ = try await arrivals(rate, warmUp, ready, counts: false)
        let before = desk.processorSeconds
        let spent = try await arrivals(rate, seconds, ready, counts: true)
        let used = desk.processorSeconds - before
        for officer in officers { try await officer.close() }
        try await loops.shutdownGracefully()
        return Spent(seconds: spent, processorSeconds: used)
    }

    /// - Returns: the seconds until the last answer.
    private func arrivals(
        _ rate: Double, _ seconds: Double, _ clerks: [LoadClerk], counts: Bool
    ) async throws -> Double {
        let begun = ContinuousClock.now
        await withDiscardingTaskGroup { group in
            var dice = SystemRandomNumberGenerator()
            var moment = begun
            while moment - begun < .seconds(seconds) {
                try? await Task.sleep(until: moment, clock: .continuous)
                guard let clerk = clerks.randomElement(using: &dice) else { return }
                let due = moment
                group.addTask { await act(clerk, due, counts: counts) }
                // Arrivals at random: the gaps are exponential.
                moment += .seconds(-log(Double.random(in: 0.000_001..<1)) / rate)
            }
        }
        return (ContinuousClock.now - begun) / .seconds(1)
    }

    private func act(
        _ clerk: LoadClerk, _ due: ContinuousClock.Instant, counts: Bool
    ) async {
        let late = (ContinuousClock.now - due) / .seconds(1)
        let kind = LoadMix.draw()
        do {
            let shown = try await clerk.does(kind)
            guard counts else { return }
            tally.add(kind, (ContinuousClock.now - due) / .seconds(1), shown, late: late)
            if let wrong = clerk.wrong(kind, shown) { tally.failed("\(kind.rawValue): \(wrong)") }
        } catch {
            tally.failed("\(kind.rawValue): \(error)")
        }
    }
}

/// How often officers do what.
enum LoadMix {
    static let weights: [(LoadKind, Int)] = [
        (.byNumber, 18), (.byKana, 14), (.byTwoLetters, 4), (.byOneLetter, 2), (.byName, 6),
        (.byBirth, 6), (.person, 22), (.household, 8), (.tab, 12), (.home, 4), (.list, 2),
        (.memo, 2),
    ]

    static func draw() -> LoadKind {
        var place = Int.random(in: 0..<weights.reduce(0) { $0 + $1.1 })
        for (kind, weight) in weights {
            if place < weight { return kind }
            place -= weight
        }
        return .home
    }
}
