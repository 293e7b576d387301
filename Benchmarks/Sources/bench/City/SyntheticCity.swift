// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The made-up children of `Peers/`: a number and a stream give the same child in any language.
struct SyntheticCity: Sendable {
    static let months = (0..<12).map { FiscalMonths.first.adding(months: $0) }

    private(set) var count: Int
    /// Day numbers, 2005-04-02 to 2025-03-31.
    private(set) var born: [Int32] = []
    private(set) var isAssisted: [Bool] = []
    private(set) var isInsured: [Bool] = []
    /// First and last month of residence by index: −1 is before, 12 is after the year.
    private(set) var firstMonth: [Int] = []
    private(set) var lastMonth: [Int] = []
    /// Month of application; −1 is before the year.
    private(set) var appliedMonth: [Int] = []
    /// Yen by month, then by child.
    private(set) var outpatient: [[Int]] = []
    private(set) var inpatient: [[Int]] = []
    private(set) var otherPublic: [[Int]] = []
    private(set) var supplement: [[Int]] = []

    init(children count: Int) {
        self.count = count
        let epoch = CivilDate(year: 2005, month: 4, day: 2)?.dayNumber ?? 0
        for child in 0..<count {
            func draw(_ stream: UInt64, _ below: UInt64) -> Int {
                Int(SyntheticCity.hash(child, stream) % below)
            }
            born.append(epoch + Int32(draw(0, 7_305)))
            isAssisted.append(draw(1, 1_000) < 15)
            isInsured.append(draw(2, 1_000) >= 10)
            let move = draw(3, 100)
            firstMonth.append(move < 4 ? draw(4, 12) : -1)
            lastMonth.append((4..<8).contains(move) ? draw(5, 12) : 12)
            appliedMonth.append(draw(6, 100) < 3 ? draw(7, 12) : -1)
        }
        for month in 0..<12 { drawCosts(UInt64(month)) }
    }

    /// Nobody yet: children are added as a table tells them.
    init() { count = 0 }

    mutating func add(
        born: CivilDate, assisted: Bool, insured: Bool, first: Int, last: Int, applied: Int
    ) {
        count += 1
        self.born.append(born.dayNumber)
        isAssisted.append(assisted)
        isInsured.append(insured)
        firstMonth.append(first)
        lastMonth.append(last)
        appliedMonth.append(applied)
    }

    /// Makes room for the costs of everybody added.
    mutating func openMonths() {
        let empty = [[Int]](repeating: [Int](repeating: 0, count: count), count: 12)
        (outpatient, inpatient, otherPublic, supplement) = (empty, empty, empty, empty)
    }

    mutating func set(
        _ child: Int, _ month: Int, out: Int, inn: Int, other: Int, supplement extra: Int
    ) {
        outpatient[month][child] = out
        inpatient[month][child] = inn
        otherPublic[month][child] = other
        supplement[month][child] = extra
    }

    private mutating func drawCosts(_ month: UInt64) {
        func column(_ value: (Int) -> Int) -> [Int] { (0..<count).map(value) }
        func draw(_ child: Int, _ stream: UInt64, _ below: UInt64) -> Int {
            Int(SyntheticCity.hash(child, stream + month) % below)
        }
        outpatient.append(
            column { draw($0, 16, 1_000) < 550 ? (draw($0, 32, 3_000) + 250) * 10 : 0 })
        inpatient.append(
            column { draw($0, 16, 1_000) < 8 ? (draw($0, 48, 60_000) + 8_000) * 10 : 0 })
        otherPublic.append(column { draw($0, 64, 1_000) < 12 ? 2_000 : 0 })
        supplement.append(column { draw($0, 80, 1_000) < 5 ? 1_500 : 0 })
    }

    /// SplitMix64 of a child and a stream.
    private static func hash(_ child: Int, _ stream: UInt64) -> UInt64 {
        var value = UInt64(child) &* 1_024 &+ stream &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// The year that the made-up children live through.
enum FiscalMonths {
    static let first = YearMonth(monthNumber: 2024 * 12 + 3)
}
