# The command line in a container: docs/ci/README.md. Lists lie in the folder that is mounted at /work.
FROM python:3.11-slim-bookworm

# What the conversion of old Word, WPS, RTF and ODT files needs: --build-arg OFFICE=1
ARG OFFICE=
RUN if [ -n "$OFFICE" ]; then \
      apt-get update && \
      apt-get install --yes --no-install-recommends libreoffice-writer libreoffice-calc fonts-noto-cjk && \
      rm -rf /var/lib/apt/lists/*; \
    fi

# What else is to be read or used: --build-arg EXTRAS=scan, or scan,cluster
ARG EXTRAS=
WORKDIR /opt/dutylist
COPY pyproject.toml constraints.txt README.md dutylist.py ./
COPY schemas schemas
COPY pipeline pipeline
RUN pip install --no-cache-dir --constraint constraints.txt ".${EXTRAS:+[$EXTRAS]}"

WORKDIR /work
ENTRYPOINT ["dutylist"]
CMD ["run"]
