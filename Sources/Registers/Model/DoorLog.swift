// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One stay in the server room, of the door's own log or of 入退室管理簿.
public struct Stay: Sendable, Hashable {
    public let officer: String
    public let day: CivilDate
    /// Minutes of the day.
    public let from: Int
    public let until: Int

    /// Reads `8:55`; `nil` for anything else.
    static func minutes(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else {
            return nil
        }
        return parts[0] * 60 + parts[1]
    }

    /// Reads the lines of the door's log, `8:55-9:40 officer`; `nil` where one has another shape.
    public static func all(_ text: String, on day: CivilDate) -> [Stay]? {
        let lines = text.split(whereSeparator: \.isNewline)
        let stays = lines.compactMap { line -> Stay? in
            let parts = line.split(separator: " ", maxSplits: 1)
            let times = parts.first?.split(separator: "-") ?? []
            guard parts.count == 2, times.count == 2, let from = minutes(times[0]),
                let until = minutes(times[1]), from <= until
            else { return nil }
            return Stay(officer: String(parts[1]), day: day, from: from, until: until)
        }
        return stays.count == lines.count ? stays : nil
    }

    func holds(_ officer: String, _ day: CivilDate, _ minute: Int) -> Bool {
        self.officer == officer && self.day == day && from <= minute && minute <= until
    }

    func overlaps(_ other: Stay) -> Bool {
        officer == other.officer && day == other.day && from <= other.until
            && other.from <= until
    }
}

/// What does not fit between the door, the book and the log-ins at the console (R-85b, R-85c).
public enum DoorFinding: Sendable, Hashable {
    /// A log-in at the console while the door knows nobody inside.
    case loginWithoutDoor(officer: String, at: Instant, terminal: String)
    /// Somebody was inside and wrote no line into the book.
    case doorWithoutBook(Stay)
    /// A line in the book that the door knows nothing of.
    case bookWithoutDoor(Stay)

    public var message: String {
        switch self {
        case .loginWithoutDoor(let officer, let at, let terminal):
            "\(at.textInJapan) コンソール \(terminal) で \(officer) がログインしましたが、入室の記録がありません。"
        case .doorWithoutBook(let stay): "\(stay.day) \(stay.officer) の入室が、入退室管理簿にありません。"
        case .bookWithoutDoor(let stay): "\(stay.day) \(stay.officer) の管理簿の記入に、入退室装置の記録がありません。"
        }
    }

    /// Everything that does not fit.
    public static func all(
        logins: [(officer: String, at: Instant, terminal: String)], door: [Stay], book: [Stay]
    ) -> [DoorFinding] {
        let strange = logins.filter { login in
            let time = login.at.timeInJapan
            let minute = time.hour * 60 + time.minute
            return !door.contains { $0.holds(login.officer, login.at.dayInJapan, minute) }
        }.map {
            DoorFinding.loginWithoutDoor(
                officer: $0.officer, at: $0.at, terminal: $0.terminal)
        }
        let unwritten = door.filter { stay in !book.contains { $0.overlaps(stay) } }
            .map(DoorFinding.doorWithoutBook)
        let invented = book.filter { stay in !door.contains { $0.overlaps(stay) } }
            .map(DoorFinding.bookWithoutDoor)
        return strange + unwritten + invented
    }
}
