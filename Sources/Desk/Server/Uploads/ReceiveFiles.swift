// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Links
import NIOCore
import Office
import Safeguards

extension Reception {
    /// Takes a form with files in while it comes: who sends it and its secret are checked before
    /// the first byte of a file is put down.
    /// - Throws: `SafeguardRefusal.notPermitted`, `.forged`; `DeskRefusal.tooLarge`, `.brokenForm`.
    func receiveFiles(
        _ request: Request, _ upload: RouteDefinition.Upload, of session: SessionResult
    ) async throws -> (form: Typed, files: [UploadedFile]) {
        let roles = session.principal.roles
        guard !upload.operation.definition.roles.isDisjoint(with: roles) else {
            throw SafeguardRefusal.notPermitted
        }
        if let length = request.headers.value("content-length").flatMap({ Int($0) }),
            length > upload.most
        {
            throw DeskRefusal.tooLarge
        }
        guard let reader = MultipartReader(contentType: request.headers.value("content-type") ?? "")
        else { throw DeskRefusal.brokenForm }
        let door = desk.installation.uploads
        // A closed door is told before the form is read: nothing of a file is put down.
        if case .closed(let refusal) = try await desk.threads.run({ door.standing() }) {
            throw refusal
        }
        var intake = FileIntake(reader, in: desk.uploads)
        do {
            var count = 0
            for try await piece in request.body {
                count += piece.readableBytes
                guard count <= upload.most else { throw DeskRefusal.tooLarge }
                try intake.take(piece) { form in
                    try desk.installation.accounts.checkForm(form.verbatim("csrf"), of: session)
                }
            }
            let (form, files) = try intake.finish()
            try await scan(files, upload, of: session)
            return (form, files)
        } catch {
            intake.abandon()
            throw error
        }
    }

    /// Lets every file through the scanner before anything opens it; what was found stands in the
    /// log under the operation that the file was for (R-85d).
    private func scan(
        _ files: [UploadedFile], _ upload: RouteDefinition.Upload, of session: SessionResult
    ) async throws {
        let door = desk.installation.uploads
        do {
            try await desk.threads.run {
                for file in files { try door.admit(file: file.path) }
            }
        } catch let refusal as ScanRefusal {
            let definition = upload.operation.definition
            try await desk.installation.casework.performAsync(
                upload.operation, by: session.principal,
                for: definition.purpose(for: session.principal.roles), reason: "ウイルス検査"
            ) { (_: Scope) -> Void in throw refusal }
        }
    }
}

/// The fields and files of one form on their way in.
private struct FileIntake {
    private var reader: MultipartReader
    private let room: UploadRoom
    private var form = Typed()
    private var files: [UploadedFile] = []
    private var sink: UploadRoom.Sink?
    private var name = ("", "")

    init(_ reader: MultipartReader, in room: UploadRoom) {
        self.reader = reader
        self.room = room
    }

    mutating func take(_ piece: ByteBuffer, _ check: (Typed) throws -> Void) throws {
        var (form, files, sink, name) = (form, files, sink, name)
        defer { (self.form, self.files, self.sink, self.name) = (form, files, sink, name) }
        let room = room
        try reader.take(piece.readableBytesView) { event in
            switch event {
            case .field(let field, let value): form.set(field, all: form.all(field) + [value])
            case .fileBegins(let field, let file):
                try check(form)
                // A field of files that was left empty comes as one file without a name.
                sink = file.isEmpty ? nil : try room.open()
                name = (field, file)
            case .fileBytes(let bytes): try sink?.write(bytes)
            case .fileEnds:
                guard let done = sink else { return }
                try done.close()
                files.append(
                    UploadedFile(
                        field: name.0, name: name.1, path: done.path, bytes: done.bytes,
                        digest: try done.digest()))
                sink = nil
            }
        }
    }

    func finish() throws -> (form: Typed, files: [UploadedFile]) {
        try reader.finish()
        return (form, files)
    }

    /// Nothing of a form that was refused remains.
    func abandon() {
        try? sink?.close()
        room.remove(files.map(\.path) + [sink?.path].compactMap(\.self))
    }
}
