# The checks of tidy.sh. A line that must break a rule says so, with its reason, on itself or on the line before:
#   // tidy: allow RULE because REASON
use strict;
use warnings;
use File::Find;

# ---- the layers: who may include whose headers (CONTRIBUTING.md) -----------------------------------------------------

my @base = qw(core matching runtime);
my @feature = (@base, qw(store rpc hotline));
my %layers = (
  core     => [qw(core)],
  matching => [qw(core matching)],
  runtime  => [@base],
  store    => [@base, qw(store sql)],
  rpc      => [@base, qw(rpc hotline)],
  registry => [@feature, qw(registry)],
  inquiry  => [@feature, qw(inquiry)],
  lookup   => [@feature, qw(inquiry lookup)],
  relatives => [@feature, qw(inquiry lookup erasure relatives)],
  approval => [@feature, qw(inquiry approval)],
  alarm    => [@feature, qw(inquiry alarm)],
  audit    => [@feature, qw(audit)],
  erasure  => [@feature, qw(inquiry erasure)],
  desk     => [@feature, qw(inquiry desk)],
  reporting => [@feature, qw(inquiry reporting)],
  daemon   => [@feature, qw(alarm audit desk erasure registry relatives reporting inquiry lookup approval daemon)],
  cli      => [@feature, qw(cli)],
  gateway  => [@base, qw(hotline gateway)],
);
# Names that stand first in an include path and are ours: everything else is a system header.
my %ours = map { $_ => 1 } keys %layers, qw(sql hotline);

# System headers kept out of a layer.
my $wire = qr{^(?:grpc|grpcpp|grpc\+\+|google/protobuf)\b|^google/};
my $libpq = qr{^(?:postgresql/)?libpq|^pqxx};
my @kept_out = (
  [qr{^(?:core|matching)/}, qr{$wire|$libpq|^boost/}, 'core and matching compile without protobuf, gRPC, libpq and Boost'],
  [qr{^(?:runtime|store)/}, $wire, 'runtime and store do not know the wire'],
  [qr{^gateway/}, $libpq, 'the gateway holds no database login'],
  [qr{^(?!store/pg/)}, $libpq, 'only store/pg sees libpq'],
);

# ---- reading C++ -----------------------------------------------------------------------------------------------------

# Blanks out comments and, unless $keep_strings, the insides of literals; every character keeps its place.
sub blank {
  my ($text, $keep_strings) = @_;
  my $empty = sub { my $part = shift; $part =~ s/[^\n]/ /g; $part };
  $text =~ s{
      (//[^\n]*|/\*.*?\*/)
    | (R"([^\s()\\]{0,16})\(.*?\)\3")
    | ("(?:[^"\\\n]|\\.)*")
    | (?<![0-9A-Za-z_])('(?:[^'\\\n]|\\.)+')
  }{
    if (defined $1) { $empty->($1) }
    elsif ($keep_strings) { $& }
    else { my $literal = $&; '"' . $empty->(substr($literal, 1, -1)) . '"' }
  }gsex;
  return $text;
}

sub line_of { my ($text, $at) = @_; return 1 + (substr($text, 0, $at) =~ tr/\n//) }

# Matching brackets: partner of each, and the bracket that encloses each.
sub brackets {
  my ($code) = @_;
  my (%partner, %outer, @open);
  my %closes = (')' => '(', ']' => '[', '}' => '{');
  while ($code =~ /([(){}\[\]])/g) {
    my ($mark, $at) = ($1, pos($code) - 1);
    if (!$closes{$mark}) {
      $outer{$at} = @open ? $open[-1] : -1;
      push @open, $at;
    } elsif (@open && substr($code, $open[-1], 1) eq $closes{$mark}) {
      my $from = pop @open;
      ($partner{$from}, $partner{$at}) = ($at, $from);
    }
  }
  return (\%partner, \%outer);
}

# What is a "{": 'block', 'lambda' (its body), 'typed' (T{...}) or 'list' ({a, b}). For a lambda also where its "[" is.
sub kind_of_brace {
  my ($code, $at, $partner) = @_;
  my $before = substr($code, 0, $at);
  # A trailing return type or specifiers between the parameters and the body.
  $before =~ s/\s+$//;
  my $plain = $before;
  $plain =~ s/(?:\)|\])\K\s*(?:(?:mutable|noexcept|const|override|final)\s*)*(?:->\s*[\w:<>,&*\s]+)?$//;
  if ($plain =~ /\)$/) {
    my $from = $partner->{length($plain) - 1};
    return ('block') if !defined $from;
    my $head = substr($code, 0, $from);
    return ('block') if $head =~ /\brequires\s*$/;
    return ('lambda', $partner->{length($`) + length($&) - 1 - length($1)}) if $head =~ /\](\s*)$/;
    if ($head =~ />(\s*)$/) {    # a template lambda: []<typename T>(T value) {
      my $depth = 0;
      for (my $i = length($head) - length($1) - 1; $i >= 0; --$i) {
        my $mark = substr($head, $i, 1);
        ++$depth if $mark eq '>';
        if ($mark eq '<' && --$depth == 0) {
          return ('lambda', $partner->{$i - 1}) if $i > 0 && substr($head, $i - 1, 1) eq ']';
          last;
        }
      }
    }
    return ('block');
  }
  return ('lambda', $partner->{length($plain) - 1}) if $plain =~ /\]$/;
  return ('block') if $before =~ /(?:^|[;{}])$/ && !in_list($code, $at, $partner);
  return ('block') if $before =~ /\b(?:else|do|try)$/;
  my ($statement) = $before =~ /([^;{}]*)$/;
  return ('block') if $statement =~ /^\s*(?:(?:export|inline|typedef|static|template\s*<[^{;]*>)\s*)*(?:namespace|struct|class|union|enum|extern)\b/;
  return ('block') if $statement =~ /^\s*(?:case\b.*|default\s*|\w+\s*):$/s && $statement !~ /\?/;
  return ('list') if $before =~ /\b(?:return|co_return|co_yield|co_await)$/;
  return ('typed') if $before =~ /[\w>]$/;
  return ('list');
}

# After "{" or "," of a list another "{" opens a list as well.
sub in_list {
  my ($code, $at, $partner) = @_;
  return 0 if substr($code, 0, $at) !~ /\{\s*$/;
  my $outer = length($`);
  my ($kind) = kind_of_brace($code, $outer, $partner);
  return $kind eq 'typed' || $kind eq 'list';
}

sub captures {
  my ($code, $bracket, $partner) = @_;
  return 0 if !defined $bracket || !defined $partner->{$bracket};
  return substr($code, $bracket + 1, $partner->{$bracket} - $bracket - 1) =~ /\S/;
}

# The co_await traps of g++ 12: it destroys some temporaries of such a statement twice.
sub coroutine_faults {
  my ($code) = @_;
  return if $code !~ /\bco_(?:await|return|yield)\b/;
  my ($partner, $outer) = brackets($code);
  my (%kind, %lambda);
  for my $at (grep { substr($code, $_, 1) eq '{' && defined $partner->{$_} } keys %$outer) {
    ($kind{$at}, $lambda{$at}) = kind_of_brace($code, $at, $partner);
  }
  my @opens = sort { $a <=> $b } keys %$outer;
  my $enclosing = sub {
    my ($at) = @_;
    my $inner = -1;
    for my $open (@opens) {
      last if $open >= $at;
      $inner = $open if defined $partner->{$open} && $partner->{$open} > $at;
    }
    return $inner;
  };
  my %faults;
  while ($code =~ /\bco_(await|return|yield)\b/g) {
    my ($word, $at) = ($1, $-[0]);
    my $body = $enclosing->($at);
    while ($body >= 0 && !(substr($code, $body, 1) eq '{' && ($kind{$body} // '') =~ /block|lambda/)) {
      $body = $outer->{$body};
    }
    # Which function does it belong to? The nearest lambda or the function around all blocks.
    for (my $around = $body; $around >= 0; $around = $outer->{$around}) {
      next if ($kind{$around} // '') ne 'lambda';
      $faults{"$lambda{$around} coroutine-lambda"} = 'a capturing lambda is a coroutine: its captures die with it; name a function taking values'
        if captures($code, $lambda{$around}, $partner);
      last;
    }
    next if $word ne 'await';
    # The statement: from the last ";" or block to the next, at the depth of the body.
    my $start = $body + 1;
    my $end = $body >= 0 ? $partner->{$body} : length($code);
    for (my $i = $start; $i < $end; ++$i) {
      my $mark = substr($code, $i, 1);
      my $stop = $mark eq ';' || ($mark eq '{' && ($kind{$i} // '') eq 'block');
      if ($stop && $i > $at) { $end = $i; last }
      $i = $partner->{$i} if $mark =~ /[\[({]/ && defined $partner->{$i};
      $start = $i + 1 if $stop;
    }
    for my $open (grep { $_ >= $start && $_ < $end } @opens) {
      next if substr($code, $open, 1) ne '{' || !defined $partner->{$open};
      # What stands inside the body of a lambda are statements of their own.
      my $own = 1;
      for (my $around = $outer->{$open}; $around > $body; $around = $outer->{$around}) {
        $own = 0 if ($kind{$around} // '') =~ /lambda|block/;
      }
      next if !$own;
      my $kind = $kind{$open} // '';
      $faults{"$open await-braces"} = 'T{...} in a statement with co_await: name the value first' if $kind eq 'typed';
      $faults{"$open await-braces"} = '{a, b} in a statement with co_await: name the value first' if $kind eq 'list';
      $faults{"$lambda{$open} await-lambda"} = 'a capturing lambda in a statement with co_await: name it first'
        if $kind eq 'lambda' && captures($code, $lambda{$open}, $partner);
    }
  }
  return map { my ($at, $rule) = split / /; [$at, $rule, $faults{$_}] } sort keys %faults;
}

# ---- one file --------------------------------------------------------------------------------------------------------

# Put together here, so that this file does not find itself.
my $unfinished = join '|', 'TO' . 'DO', 'FIX' . 'ME', 'X' . 'XX', 'HA' . 'CK', 'place' . 'holder', 'not ' . 'implemented', 'for ' . 'now', 'dum' . 'my';
my $foreign = join '|', '/work/' . '(?:main|shared|steering|b|\.library)\b', 'deb\.' . 'debian\.org', 'registry\.' . 'npmjs', '\.' . 'library/';
my $sql = qr/\b(?:SELECT\s+\S|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|TRUNCATE\s|COPY\s+\w+.*\b(?:FROM|TO)\b|(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|ROLE|DATABASE|SCHEMA|TYPE|FUNCTION|VIEW)\b)/;

# Findings of one file: [line, rule, message]. $path is the path in the repository.
sub findings {
  my ($path, $text) = @_;
  my @found;
  my $add = sub { my ($at, $rule, $message) = @_; push @found, [line_of($text, $at), $rule, $message] };

  while ($text =~ /(?:^|[^[:alnum:]])($unfinished)(?:[^[:alnum:]]|$)/gim) {
    my ($word, $at) = ($1, $-[1]);
    my ($line) = substr($text, rindex(substr($text, 0, $at), "\n") + 1) =~ /^([^\n]*)/;
    $add->($at, 'unfinished-word', "\"$word\" marks unfinished work") if $line !~ /placeholder=/i;
  }
  while ($text =~ /($foreign)/g) { $add->($-[1], 'machine-path', 'a path or host of one machine') }

  if ($path =~ m{\.(?:cpp|hpp)$} && $path =~ m{^(?:services|tests)/}) {
    my $code = blank($text, 0);
    $add->(@$_) for coroutine_faults($code);

    if ($path =~ m{^services/((\w+)/.*)$}) {
      my ($inside, $folder) = ($1, $2);
      my $allowed = $layers{$folder};
      $add->(0, 'layer', "services/$folder has no place in the layers (ops/scripts/tidy.pl)") if !$allowed;
      while ($text =~ /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm) {
        my ($header, $at) = ($1, $-[1]);
        $add->($at, 'layer', 'include from the root services/: "core/verdict.hpp"') if $header =~ m{^\.\.?/};
        my ($first) = $header =~ m{^([^/]+)/};
        if (defined $first && $ours{$first} && $allowed && !grep { $_ eq $first } @$allowed) {
          $add->($at, 'layer', "$folder must not include $first");
        }
        for (@kept_out) {
          my ($who, $what, $why) = @$_;
          $add->($at, 'layer', "$header: $why") if $inside =~ $who && $header =~ $what;
        }
      }
      if ($inside !~ m{^store/pg/}) {
        my $strings = blank($text, 1);
        while ($strings =~ /R"([^\s()\\]{0,16})\((.*?)\)\1"|"((?:[^"\\\n]|\\.)*)"/gs) {
          my ($string, $at) = (defined $2 ? $2 : $3, $-[0]);
          $add->($at, 'sql', 'SQL belongs in a file of db/queries') if $string =~ $sql;
        }
      }
      # A statement that logs, or a file whose work is to log or count, never opens a Sensitive.
      if ($inside =~ m{^runtime/(?:log|metrics)\.}) {
        $add->($-[0], 'reveal', 'a personal detail is opened in a file that logs or counts') while $code =~ /\breveal\s*\(/g;
      }
      while ($code =~ /(?:\bspdlog::(?:\w+::)*\w+|\blog(?:ger)?_?(?:\.|->)(?:\w+)|\b(?:runtime::)?log_(?:info|warn|error|debug|event)|\bstd::c(?:err|log)\b)([^;{}]*);/g) {
        my ($rest, $at) = ($1, $-[0]);
        $add->($at, 'reveal', 'a personal detail is opened in a statement that logs') if $rest =~ /\breveal\s*\(/;
      }
    }
  }

  my @lines = split /\n/, $text, -1;
  return grep {
    my ($line, $rule) = @$_;
    my $near = join "\n", @lines[($line > 1 ? $line - 2 : 0) .. $line - 1];
    $near !~ /tidy: allow \Q$rule\E because \S/;
  } sort { $a->[0] <=> $b->[0] } @found;
}

sub read_text {
  my ($path) = @_;
  open my $file, '<', $path or die "$path: $!\n";
  local $/;
  my $text = <$file>;
  return $text // '';
}

# ---- the repository, or the samples ----------------------------------------------------------------------------------

# Each sample begins with the path it plays; a line that must be found ends in "// finds RULE", all others must not be.
# A "~" is taken out: it keeps words apart that must not stand in the repository.
sub self_test {
  my ($wrong, $finds) = (0, 0);
  for my $sample (sort glob 'ops/scripts/tidy_samples/*.txt') {
    my $text = read_text($sample);
    my ($path) = $text =~ /^(\S+)\n/ or die "$sample names no path\n";
    $text =~ s/^\S+//;
    my %want;
    my $number = 0;
    for my $line (split /\n/, $text) {
      ++$number;
      $want{"$number $_"} = 1 for $line =~ /\/\/ finds (\S+)/g;
    }
    # The expectation itself is not part of what is checked.
    $text =~ s{ *// finds \S+}{}g;
    $text =~ tr/~//d;
    my %got = map { ("$_->[0] $_->[1]" => 1) } findings($path, $text);
    for (sort keys %want) { print "$sample:$_ was not found\n" and ++$wrong if !$got{$_} }
    for (sort keys %got) { print "$sample:$_ was found and should not be\n" and ++$wrong if !$want{$_} }
    $finds += keys %want;
  }
  die "there are no samples\n" if !$finds;
  print $wrong ? "tidy: $wrong samples are judged wrong\n" : "tidy: $finds planted faults found, nothing else\n";
  return $wrong;
}

sub repository {
  my @paths;
  my $wanted = sub {
    if (-d $_ && /^(?:node_modules|build.*|var|\.git|tidy_samples)$/) { $File::Find::prune = 1; return }
    push @paths, $File::Find::name =~ s{^\./}{}r if -f $_ && !-B $_ && !/^package-lock\.json$/;
  };
  find($wanted, grep { -e } qw(services proto db tests ops .ci CMakeLists.txt CMakePresets.json README.md CONTRIBUTING.md));
  my $count = 0;
  for my $path (sort @paths) {
    for (findings($path, read_text($path))) {
      print "$path:$_->[0]: $_->[1]: $_->[2]\n";
      ++$count;
    }
  }
  print $count ? "tidy: $count findings\n" : 'tidy: ' . scalar(@paths) . " files, nothing found\n";
  return $count;
}

exit((@ARGV && $ARGV[0] eq '--self-test' ? self_test() : repository()) ? 1 : 0);
