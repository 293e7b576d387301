// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// The whole made-up city in memory: ours beside hand-written code, and beside other tools.
enum PeerCity {
    static func run(_ course: Course) throws {
        let city = SyntheticCity(children: course.size(100_000))
        let work = BookCity(try BookCity.book(course.root), city)
        let bare = BareArithmetic(city)
        try check(work.answer(), city.count)
        try check(bare.answer(), city.count)
        PeakMemory.reset()
        try course.compare(
            "市の一年(判定と計算、メモリーの中)", city.count * 12, "子ども・月", agree: true,
            work: { work.answer().yen }, with: "手書きの式", yardstick: { bare.answer().yen })
        course.note("市の一年の間の最大メモリー", megabytes: PeakMemory.megabytes)
        try withPeers(course, work)
    }

    private static func check(_ answer: CityAnswer, _ children: Int) throws {
        guard let expected = CityAnswer.expected(children: children) else { return }
        guard answer == expected else {
            throw BenchError("照合値が違います: \(answer)、正しくは \(expected)")
        }
    }

    private static func withPeers(_ course: Course, _ work: BookCity) throws {
        guard let peers = Peers(course) else { return }
        let count = work.city.count
        let openFisca = try peers.openFisca(children: count)
        try course.against(
            "OpenFisca-Core", "市の一年(判定と計算、メモリーの中)", count * 12, "子ども・月",
            theirs: openFisca.seconds
        ) { work.answer().yen }
        course.note("OpenFisca-Core の最大メモリー", megabytes: openFisca.megabytes)
        let few = 2_000
        let zen = try peers.zen(children: few)
        let month = 0
        let facts = (0..<few).map { work.claim($0, month, isInpatient: false) }
        try course.against(
            "ZEN Engine", "一件ずつ、理由と段階つき(判定と計算)", few, "子ども・月",
            theirs: [Double(few) / zen]
        ) {
            facts.indices.reduce(0) { total, place in
                var request = work.child(place)
                request.on = SyntheticCity.months[month].lastDay
                let judged = work.book.judge(request, office: .weekdays)
                let computed = work.book.compute(facts[place])
                return total + judged.outpatient.findings.count + computed.payable.amount
            }
        }
        try course.against(
            "OpenFisca-Core", "一人の「もし」(判定と計算、理由つき)", 1, "回",
            theirs: [openFisca.whatIfSeconds]
        ) {
            var request = work.child(7)
            request.on = SyntheticCity.months[month].lastDay
            return work.book.judge(request, office: .weekdays).outpatient.findings.count
                + work.book.compute(facts[7]).payable.amount
        }
    }
}
