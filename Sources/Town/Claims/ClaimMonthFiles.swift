// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A month's claim files (UKE) for given children of the invented city, without a story around
/// them: for measuring how fast a city's month is taken in.
///
/// Kinds, points, meals and other funds are drawn as those of the town's year; about one claim in
/// a hundred names a number that nobody has.
public struct ClaimMonthFiles: Sendable {
    /// A child as its certificate and its insurance show it.
    public struct Patient: Sendable {
        public let recipientNumber: String
        public let born: CivilDate
        public let insurer: String

        public init(recipientNumber: String, born: CivilDate, insurer: String) {
            self.recipientNumber = recipientNumber
            self.born = born
            self.insurer = insurer
        }
    }

    /// One file of one institution.
    public struct File: Sendable {
        public let name: String
        public let bytes: [UInt8]
        public let claims: Int
    }

    private let seed: UInt64
    private let month: YearMonth
    private let patients: [Patient]

    /// - Parameter month: the month of treatment; it is billed a month later.
    public init(seed: UInt64, month: YearMonth, patients: [Patient]) {
        self.seed = seed
        self.month = month
        self.patients = patients
    }

    /// The files: one claim a child, about seventy claims a file.
    public func files() throws -> [File] {
        let legacy = try LegacyText()
        var chance = SplitMix64(seed: seed, stream: 77)
        let places = max(4, patients.count / 70)
        var waiting = [[Int]](repeating: [], count: places)
        for index in patients.indices { waiting[chance.below(places)].append(index) }
        return waiting.enumerated().filter { !$0.element.isEmpty }.map { place, members in
            let table = [1, 1, 1, 1, 1, 4, 4, 3][place % 8]
            let code = CodeDigits.institution(prefecture: "11", table: table, body: 910_001 + place)
            let institution = Institutions.Institution(
                code: code, name: "架空第\(place + 1)医院", table: table)
            var file = ClaimsFile(institution, agency: 1, billing: month.next)
            for member in members {
                MonthClaim(patients[member], table, month, &chance).write(into: &file)
            }
            file.finish(isTotalWrong: false)
            return File(
                name: "1_\(code).UKE", bytes: legacy.encode(file.text) + [0x1A],
                claims: members.count)
        }
    }
}

/// One drawn claim.
private struct MonthClaim {
    private let patient: ClaimMonthFiles.Patient
    private let table: Int
    private let month: YearMonth
    private let points: Int
    private let day: Int
    private let isInpatient: Bool
    private let meals: Int
    private let hasOtherFund: Bool
    private let recipient: String

    init(
        _ patient: ClaimMonthFiles.Patient, _ table: Int, _ month: YearMonth,
        _ chance: inout SplitMix64
    ) {
        self.patient = patient
        self.table = table
        self.month = month
        day = chance.within(1...28)
        isInpatient = table == 1 && chance.happens(2_500)
        hasOtherFund = table == 1 && !isInpatient && chance.happens(3_000)
        meals = isInpatient ? chance.within(2...5) * 3 : 0
        points =
            hasOtherFund
            ? 3_000
            : chance.within(
                isInpatient ? 3_500...6_900 : table == 4 ? 110...1_500 : 260...2_300)
        recipient =
            chance.happens(1_000)
            ? CodeDigits.recipient(serial: 990_000 + chance.below(9_000)) : patient.recipientNumber
    }

    func write(into file: inout ClaimsFile) {
        let isYoung = AgeLaw.isPreschool(born: patient.born, on: month.firstDay)
        let kind = "\(table)1\(hasOtherFund ? 3 : 2)\((isYoung ? 3 : 5) + (isInpatient ? 0 : 1))"
        let head = [
            (1, String(file.next)), (2, kind), (3, month.compact), (4, "検証　太郎"), (5, "1"),
            (6, patient.born.compact),
        ]
        switch table {
        case 4:
            file.put("RE", 42, head + [(9, "11"), (10, "1"), (11, "9900010"), (12, "架空医院")])
        case 3: file.put("RE", 27, head)
        default: file.put("RE", 38, head + [(21, "09")])
        }
        let amounts = [(4, "1"), (5, String(points))]
        let food = meals > 0 ? (times: String(meals), cost: String(meals * 690)) : nil
        file.put(
            "HO", table == 1 ? 15 : 14,
            [(1, patient.insurer), (2, "見本"), (3, "１")] + amounts
                + (food.map { [(7, $0.times), (8, $0.cost)] } ?? []))
        if hasOtherFund {
            file.put(
                "KO", 12,
                [
                    (1, CodeDigits.checked("5211601")), (2, CodeDigits.checked("900001")),
                    (4, "1"), (5, "2000"), (6, "2500"),
                ])
        }
        file.put(
            "KO", table == 1 ? 12 : 10,
            [(1, FictionalCity.funder), (2, recipient)] + amounts + [(table == 4 ? 7 : 6, "0")]
                + (food.map { [(10, $0.times), (11, $0.cost)] } ?? []))
        file.put("SN", 9, [(1, "1"), (2, "01"), (6, "01")])
        file.put("JD", 33, [(1, "1"), (1 + day, "1")])
        file.put("MF", 33, [(1, "00")])
        let date = month.compact + padded(day, 2)
        switch table {
        case 4: break
        case 3: file.put("SS", 109, [(1, "80"), (2, "2"), (3, "309000110"), (76, String(points))])
        default:
            file.put("SY", 8, [(1, "4659007"), (2, date), (3, "1"), (6, "01")])
            file.put(
                "SI", 44, [(1, "60"), (2, "2"), (3, "160000310"), (5, String(points)), (6, "1")])
        }
        file.count(points, records: hasOtherFund ? 3 : 2)
    }
}
