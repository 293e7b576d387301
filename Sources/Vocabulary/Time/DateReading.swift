// SPDX-License-Identifier: Apache-2.0

/// The grammar of typed dates: from the folded text to a day, a refusal, or an uncertain date.
struct DateReading {
    enum Answer {
        case day(CivilDate, note: String?)
        case refused(String, [CivilDate])
        case uncertain(UncertainDate)
    }

    private let subject: DateEntry.Subject
    private let today: CivilDate
    private(set) var answer = Answer.refused(DateReading.unreadable, [])

    private static let unreadable =
        "日付として読めません。060205、R6.2.5、令和6年2月5日、2024-02-05 のように入力してください。"

    init(_ text: String, for subject: DateEntry.Subject, today: CivilDate) {
        self.subject = subject
        self.today = today
        guard let folded = TypedDate.fold(text) else { return }
        answer = read(folded)
    }

    private func read(_ bytes: [UInt8]) -> Answer {
        guard let first = bytes.first else {
            return .refused("日付がありません。終了日の空欄だけが「期限なし」です。", [])
        }
        if bytes == [UInt8(ascii: ".")] || bytes == [UInt8(ascii: "T")] {
            return .day(today, note: nil)
        }
        let era = Era(initial: first)
        let rest = era == nil ? bytes[...] : bytes.dropFirst()
        let numbers = rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let parts = numbers.compactMap(TypedNumber.init)
        guard parts.count == numbers.count else { return .refused(Self.unreadable, []) }
        switch (parts.count, era) {
        case (3, let era?) where parts[0].count <= 2: return read(era, parts)
        case (3, nil) where parts[0].count == 4: return readGregorian(parts)
        case (3, nil) where parts[0].count <= 2: return readWithoutEra(parts)
        case (1, let era?) where parts[0].count == 6: return read(era, parts[0].split())
        case (1, nil): return readRun(parts[0])
        default: return .refused(Self.unreadable, [])
        }
    }

    /// Digits without a separator: the count decides.
    private func readRun(_ run: TypedNumber) -> Answer {
        switch run.count {
        case 8: return readGregorian(run.split())
        case 7:
            guard let era = Era(rawValue: run.value / 1_000_000) else {
                return .refused("元号の数字は1（明治）から5（令和）です。", [])
            }
            return read(era, run.split())
        case 6: return readWithoutEra(run.split())
        case 5: return .refused("5桁は年月の書き方です。日まで入力してください。", [])
        default: return .refused(Self.unreadable, [])
        }
    }

    private func readGregorian(_ parts: [TypedNumber]) -> Answer {
        let (year, month, day) = (parts[0].value, parts[1].value, parts[2].value)
        if let uncertain = UncertainDate(year: year, month: month, day: day) {
            return .uncertain(uncertain)
        }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            return .refused(missing("西暦\(year)年", year: year, month: month, day: day), [])
        }
        guard date >= Era.meiji.firstDay else {
            return .refused("明治より前の日付は扱いません。年を確かめてください。", [])
        }
        return .day(date, note: Self.note(date))
    }

    private func read(_ era: Era, _ parts: [TypedNumber]) -> Answer {
        let (year, month, day) = (parts[0].value, parts[1].value, parts[2].value)
        guard year >= 1 else { return .refused("\(era.name)の年は1（元年）からです。", []) }
        let gregorian = era.firstYear + year - 1
        if let uncertain = UncertainDate(year: gregorian, month: month, day: day) {
            return .uncertain(uncertain)
        }
        guard let date = CivilDate(year: gregorian, month: month, day: day) else {
            let label = era.name + Wareki.yearText(year) + "年"
            return .refused(missing(label, year: gregorian, month: month, day: day), [])
        }
        guard date >= era.firstDay else {
            let limit = Self.withoutEra(era.firstDay)
            return .refused("\(era.name)は\(limit)からです\(Self.perhaps(date))", Self.named(date))
        }
        if let last = era.lastDay, date > last {
            let limit = Self.withoutEra(last)
            return .refused("\(era.name)は\(limit)までです\(Self.perhaps(date))", [date])
        }
        return .day(date, note: Self.note(date))
    }

    /// Six digits: the era comes from whose date it is.
    private func readWithoutEra(_ parts: [TypedNumber]) -> Answer {
        let thisYear = today.year - Era.reiwa.firstYear + 1
        switch subject {
        case .child:
            return read(parts[0].value > thisYear ? .heisei : .reiwa, parts)
        case .adult, .any:
            return askForEra(parts, thisYear: thisYear)
        }
    }

    private func askForEra(_ parts: [TypedNumber], thisYear: Int) -> Answer {
        let (year, month, day) = (parts[0].value, parts[1].value, parts[2].value)
        // 令和 may lie a little ahead (end dates); no reading is older than a life.
        let readings = Era.allCases.reversed().compactMap { era -> CivilDate? in
            guard era != .reiwa || year <= thisYear + 10 else { return nil }
            return CivilDate(era: era, year: year, month: month, day: day)
        }.filter { $0.year > today.year - 120 }
        guard !readings.isEmpty else {
            return .refused(noReading(year: year, month: month, day: day), [])
        }
        return .refused("6桁では元号が分かりません。R6.2.5 のように元号を付けて入力してください。", readings)
    }

    private func noReading(year: Int, month: Int, day: Int) -> String {
        if year == 0 { return "元号の年は1（元年）からです。" }
        let exists =
            (1...12).contains(month)
            && (1...CivilDate.daysIn(month: month, year: 2000)).contains(day)
        return exists
            ? "この年月日はどの元号にもありません。元号を付けて入力してください。"
            : "\(month)月\(day)日という日はありません。"
    }

    private func missing(_ label: String, year: Int, month: Int, day: Int) -> String {
        guard (1...12).contains(month) else { return "\(month)月という月はありません。" }
        guard year >= 1 else { return "西暦の年がありません。" }
        let last = CivilDate.daysIn(month: month, year: year)
        return "\(label)\(month)月は\(last)日までです（\(day)日はありません）。"
    }

    private static func withoutEra(_ day: CivilDate) -> String {
        guard let wareki = Wareki(day) else { return day.description }
        return "\(Wareki.yearText(wareki.year))年\(wareki.month)月\(wareki.day)日"
    }

    private static func perhaps(_ day: CivilDate) -> String {
        Wareki(day).map { "（\($0.text)ではありませんか）" } ?? "。"
    }

    private static func named(_ day: CivilDate) -> [CivilDate] { Wareki(day) == nil ? [] : [day] }

    /// Until the end of 1872 the calendar was lunar, so a written 明治 date is another day.
    private static func note(_ date: CivilDate) -> String? {
        date.year < 1873 ? "明治5年までは旧暦です。太陽暦に直した日付か確かめてください。" : nil
    }
}
